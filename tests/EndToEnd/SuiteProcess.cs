using System.Diagnostics;
using System.Text;

namespace Aftersales.EndToEnd;

/// <summary>The AppHost, or the demo, as processes of their own: the way users run them.</summary>
internal sealed class SuiteProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly StringBuilder output = new();

    private SuiteProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What it printed so far.</summary>
    public string Output
    {
        get
        {
            lock (output)
                return output.ToString();
        }
    }

    /// <summary>Starts the suite over a folder and waits until it says where it is.</summary>
    public static async Task<SuiteProcess> Suite(string folder, params string[] more)
    {
        var addresses = Path.Combine(folder, "addresses.json");
        File.Delete(addresses);
        var suite = Start("Aftersales.AppHost", ["--data", folder, "--http-port", "0", "--grpc-port", "0", "--business-time", "2026-06-02T09:00:00+08:00", .. more]);
        while (!File.Exists(addresses))
        {
            if (suite.process.HasExited)
                throw new InvalidOperationException($"the suite ended: {suite.Output}");
            await Task.Delay(50);
        }

        return suite;
    }

    /// <summary>Starts the demo against the suite over a folder: every flow, and one case of each further problem.</summary>
    public static SuiteProcess Demo(string folder) => Start("Aftersales.Demo", [folder, Repository.Path("samples"), "brief"]);

    /// <summary>Waits until it printed this.</summary>
    public async Task Printed(string text, TimeSpan patience)
    {
        var until = DateTime.UtcNow + patience;
        while (!Output.Contains(text, StringComparison.Ordinal))
        {
            if (DateTime.UtcNow > until || process.HasExited)
                throw new TimeoutException($"never printed \"{text}\": {Output}");
            await Task.Delay(20);
        }
    }

    public async Task<int> Exit(TimeSpan patience)
    {
        using var timeout = new CancellationTokenSource(patience);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"still running: {Output}");
        }

        return process.ExitCode;
    }

    /// <summary>SIGKILL: nothing gets to say goodbye.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await Kill();
        process.Dispose();
    }

    private static SuiteProcess Start(string assembly, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, assembly + ".dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        // A PDF costs a second of processor time, and has tests of its own.
        start.Environment["AFTERSALES_Documents__Renderer"] = "none";
        return new(Process.Start(start)!);
    }

    private void Keep(string? line)
    {
        lock (output)
            output.AppendLine(line);
    }
}
