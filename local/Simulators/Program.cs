using Aftersales.Simulators;

var settings = new ConfigurationBuilder().AddEnvironmentVariables("SIMULATORS_").AddCommandLine(args).Build();

await using var host = await SimulatorHost.Start(new SimulatorOptions
{
    DataFolder = settings["data"] ?? "data/simulators",
    KeyFolder = settings["keys"],
    Port = settings.GetValue("port", 5080),
});
Console.WriteLine($"Simulated payment channel, courier, warehouse, order and tax platform, message provider and mail server at {host.Root} (a development tool, not the real thing)");
Console.WriteLine($"  the merchant's app {host.PaymentApp.AppId}: {host.PaymentApp.Gateway}, keys in {host.PaymentApp.Folder}");
await host.WaitForShutdown();
