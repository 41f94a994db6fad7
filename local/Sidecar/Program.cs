using System.Runtime.InteropServices;
using Aftersales.Sidecar;
using Aftersales.Sidecar.Events;

try
{
    var (options, data, redis) = Arguments.Parse(args, Environment.GetEnvironmentVariable);
    using var logging = LoggerFactory.Create(log => log.AddSimpleConsole(console => console.SingleLine = true).AddFilter("Microsoft.AspNetCore", LogLevel.Warning));
    using var traces = Traces.Export(options.AppId, Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT"));
    using PubSub broker = redis is null
        ? Broker.Open(Path.Combine(data, "events.db"), new() { SharedWithOtherProcesses = true })
        : await RedisStreams.OpenAsync(redis);
    await using var sidecar = await SidecarHost.StartAsync(options, new Peers(Path.Combine(data, "peers")), broker, logging);

    var asked = new TaskCompletionSource();
    using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
    // Without its events the app would wait for ever: whoever started this process starts it again.
    _ = sidecar.WhenSubscribed.ContinueWith(failed => asked.TrySetException(failed.Exception!), TaskContinuationOptions.OnlyOnFaulted);
    await asked.Task;
    return 0;

    void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        asked.TrySetResult();
    }
}
catch (FormatException e)
{
    Console.Error.WriteLine(e.Message);
    Console.Error.WriteLine(Arguments.Usage);
    return 2;
}
