using System.Text.Json;
using Aftersales.Simulators;

var settings = new ConfigurationBuilder().AddEnvironmentVariables("SIMULATORS_").AddCommandLine(args).Build();

using var clock = settings["clock"] is { } file ? new SharedClock(file) : null;
await using var host = await SimulatorHost.Start(new SimulatorOptions
{
    DataFolder = settings["data"] ?? "data/simulators",
    KeyFolder = settings["keys"],
    Port = settings.GetValue("port", 5080),
    MailPort = settings.GetValue("mail-port", 0),
    Clock = clock ?? TimeProvider.System,
});
Console.WriteLine($"Simulated payment channel, courier, warehouse, order and tax platform, message provider and mail server at {host.Root} (a development tool, not the real thing)");
Console.WriteLine($"  the merchant's app {host.PaymentApp.AppId}: {host.PaymentApp.Gateway}, keys in {host.PaymentApp.Folder}");
if (settings["settings"] is { } told)
{
    // Whole or not there: whoever waits for it reads it at once.
    await File.WriteAllTextAsync(told + ".new", JsonSerializer.Serialize(new { all = host.Settings, directory = host.MessageSettings }));
    File.Move(told + ".new", told, overwrite: true);
}

await host.WaitForShutdown();
