using System.Diagnostics;
using System.Runtime.InteropServices;
using Aftersales.AppHost;

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

var stopping = new TaskCompletionSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

await using var suite = await Suite.Start(options);
await suite.WriteAddresses();
Console.WriteLine(
    $$"""

    The after-sales suite is ready ({{watch.Elapsed.TotalSeconds:0.0}} s). Development set-up: everything in this process, data in {{options.DataFolder}}

      gRPC        {{suite.Grpc}}       (HTTP/2 in clear text)
      HTTP        {{suite.Http}}       token, clock: see below
      simulators  {{suite.Simulators}}

    A token and a first call:

      TOKEN=$(curl -s {{suite.Http}}development/token -H 'content-type: application/json' -d '{"merchant":"acme","subject":"lin","roles":["supervisor"]}' | sed 's/.*"token":"\([^"]*\)".*/\1/')
      tools/node_modules/.bin/buf curl --protocol grpc --http2-prior-knowledge --schema . -H "authorization: Bearer $TOKEN" \
        -d '{}' {{suite.Grpc}}aftersales.directory.v1.DirectoryService/ListPeople

    Move business time:  curl {{suite.Http}}development/clock:advance -H 'content-type: application/json' -d '{"seconds":3600}'
    Stop:                Ctrl-C
    """);
await stopping.Task;
return 0;

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stopping.TrySetResult();
}
