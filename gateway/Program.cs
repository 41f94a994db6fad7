using Aftersales.Gateway;

GatewayApp.Create(GatewaySettings.Read(args)).Run();
