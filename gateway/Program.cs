using Aftersales.Gateway;

if (args is ["call", .. var rest])
    return await OneCall.Run(rest, TimeProvider.System);
GatewayApp.Create(GatewaySettings.Read(args)).Run();
return 0;
