using System.Diagnostics;

namespace Aftersales.AppHost.Processes;

/// <summary>A process that is kept running as an orchestrator would: when it ends it is started again, after pauses that grow while it keeps ending.</summary>
internal sealed class Child : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    // Whatever ran for so long was well.
    private static readonly TimeSpan Well = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(35);

    // A session of its own: Ctrl-C in the terminal ends the launcher, which then ends its processes in order.
    private const string IntoLog = "exec setsid \"$@\" >>\"$0\" 2>&1 </dev/null";

    private readonly ProcessStartInfo command;
    private readonly RunningProcesses running;
    private readonly CancellationTokenSource stopping = new();
    private readonly Lock gate = new();
    private readonly Task kept;
    private Process? process;

    /// <param name="name">What people know it by; the log is <c>NAME.log</c>.</param>
    /// <param name="assembly">File name of its program.</param>
    /// <param name="environment">What it is told beside what the launcher itself was told.</param>
    public Child(string name, RunningProcesses running, string assembly, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string?>> environment)
    {
        (Name, this.running) = (name, running);
        command = Command(running.LogOf(name), assembly, arguments, environment);
        kept = Keep();
    }

    public string Name { get; }

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed; names its log.</exception>
    public static async Task Run(string name, RunningProcesses running, string assembly, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string?>> environment)
    {
        using var process = Process.Start(Command(running.LogOf(name), assembly, arguments, environment))!;
        running.Began(name, process.Id);
        await process.WaitForExitAsync();
        running.Ended(name);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{name} failed: {running.LogOf(name)}");
    }

    /// <summary>Tells it to go (SIGTERM), and ends it if it does not.</summary>
    public async ValueTask DisposeAsync()
    {
        Process? last;
        lock (gate)
        {
            stopping.Cancel();
            last = process;
        }

        if (last is { HasExited: false } there)
        {
            using (var kill = Process.Start("/bin/kill", ["-s", "TERM", $"{there.Id}"]))
                await kill.WaitForExitAsync();
            using var patience = new CancellationTokenSource(Patience);
            try
            {
                await there.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                Say($"{Name} did not go within {Patience.TotalSeconds:0} s and was ended");
                there.Kill();
            }
        }

        await kept;
        stopping.Dispose();
    }

    private async Task Keep()
    {
        var pause = FirstPause;
        while (Start() is { } started)
        {
            var watch = Stopwatch.StartNew();
            await started.WaitForExitAsync();
            running.Ended(Name);
            if (stopping.IsCancellationRequested)
                return;
            if (watch.Elapsed > Well)
                pause = FirstPause;
            Say($"{Name} ended ({started.ExitCode}) and is started again in {pause.TotalSeconds:0.0} s; its log: {running.LogOf(Name)}");
            try
            {
                await Task.Delay(pause, stopping.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            pause = TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, pause.Ticks * 2));
        }
    }

    /// <summary>Null where it is to end.</summary>
    private Process? Start()
    {
        lock (gate)
        {
            if (stopping.IsCancellationRequested)
                return null;
            process = Process.Start(command)!;
            running.Began(Name, process.Id);
            return process;
        }
    }

    private static ProcessStartInfo Command(string log, string assembly, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string?>> environment)
    {
        var command = new ProcessStartInfo("/bin/sh", ["-c", IntoLog, log, "dotnet", Path.Combine(AppContext.BaseDirectory, assembly), .. arguments]);
        foreach (var (name, value) in environment)
            command.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        // So many processes share one machine's memory, and compile on its processors as they start.
        command.Environment["DOTNET_gcServer"] = "0";
        command.Environment["DOTNET_TieredPGO"] = "0";
        return command;
    }

    private static void Say(string text) => Console.WriteLine($"{TimeProvider.System.GetLocalNow():HH:mm:ss} {text}");
}
