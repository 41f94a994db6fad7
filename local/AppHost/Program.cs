using System.Diagnostics;
using System.Runtime.InteropServices;
using Aftersales.AppHost;
using Aftersales.AppHost.Processes;

var watch = Stopwatch.StartNew();
SuiteOptions options;
try
{
    options = SuiteOptions.Parse(args);
}
catch (ArgumentException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    return 2;
}

using var stopping = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    await using ISuite suite = options.Multi ? await ProcessSuite.Start(options, stopping.Token) : await Suite.Start(options);
    await suite.Addresses.Write(options.DataFolder);
    Tell(suite.Addresses);
    await Task.Delay(Timeout.Infinite, stopping.Token);
}
catch (OperationCanceledException) when (stopping.IsCancellationRequested)
{
    // Told to go.
}
catch (Exception failure) when (options.Multi && failure is InvalidOperationException or TimeoutException or Npgsql.NpgsqlException or StackExchange.Redis.RedisConnectionException)
{
    Console.Error.WriteLine(failure.Message);
    return 1;
}

return 0;

void Tell(SuiteAddresses addresses) => Console.WriteLine(
    $$"""

    The after-sales suite is ready ({{watch.Elapsed.TotalSeconds:0.0}} s). Development set-up: {{(options.Multi ? "each service a process with its sidecar" : "everything in this process")}}, data in {{options.DataFolder}}

      gRPC        {{addresses.Grpc}}       (HTTP/2 in clear text)
      HTTP        {{addresses.Http}}       token: see below
      clock       {{addresses.Development}}
      simulators  {{addresses.Simulators}}

    A token and a first call:

      TOKEN=$(curl -s {{addresses.Http}}development/token -H 'content-type: application/json' -d '{"merchant":"acme","subject":"lin","roles":["supervisor"]}' | sed 's/.*"token":"\([^"]*\)".*/\1/')
      tools/node_modules/.bin/buf curl --protocol grpc --http2-prior-knowledge --schema . -H "authorization: Bearer $TOKEN" \
        -d '{}' {{addresses.Grpc}}aftersales.directory.v1.DirectoryService/ListPeople

    Move business time:  curl {{addresses.Development}}development/clock:advance -H 'content-type: application/json' -d '{"seconds":3600}'{{(options.Multi ? $"\nLogs, a file a process:  {Path.Combine(options.DataFolder, "logs")}" : "")}}
    Stop:                Ctrl-C
    """);

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stopping.Cancel();
}
