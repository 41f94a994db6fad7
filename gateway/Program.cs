using Aftersales.Gateway;

if (args is ["call", .. var rest])
    return await OneCall.Run(rest);
GatewayApp.Create(GatewaySettings.Read(args)).Run();
return 0;
