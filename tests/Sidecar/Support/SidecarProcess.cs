using System.Diagnostics;
using System.Globalization;

namespace Aftersales.Sidecar.Tests.Support;

/// <summary>A sidecar as a program of its own, which can be killed.</summary>
public sealed class SidecarProcess : IAsyncDisposable
{
    private readonly Process _process;

    private SidecarProcess(Process process, int grpcPort, int httpPort)
    {
        _process = process;
        GrpcEndpoint = $"http://127.0.0.1:{grpcPort}";
        HttpEndpoint = $"http://127.0.0.1:{httpPort}";
    }

    public string GrpcEndpoint { get; }

    public string HttpEndpoint { get; }

    public static async Task<SidecarProcess> StartAsync(string appId, int appPort, string data, params string[] further)
    {
        var (grpc, http) = (Machine.FreePort(), Machine.FreePort());
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        string[] arguments =
        [
            typeof(SidecarHost).Assembly.Location, "--app-id", appId, "--app-port", appPort.ToString(CultureInfo.InvariantCulture), "--data", data,
            "--grpc-port", grpc.ToString(CultureInfo.InvariantCulture), "--http-port", http.ToString(CultureInfo.InvariantCulture), .. further,
        ];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        var started = new TaskCompletionSource<string>();
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.Contains("Development sidecar", StringComparison.Ordinal) == true)
                started.TrySetResult(line.Data);
        };
        process.BeginOutputReadLine();
        (await started.Task.WaitAsync(Machine.Patience)).ShouldContain("not for production");
        return new(process, grpc, http);
    }

    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }
}
