using System.Diagnostics;

namespace Aftersales.Testing.Servers;

/// <summary>One server program on one loopback port, which can be stopped, killed and started again.</summary>
/// <param name="name">For the folder and for messages.</param>
/// <param name="readyLine">What the server prints when it takes connections.</param>
/// <param name="stopSignal">The signal on which the server ends in good order.</param>
internal sealed class ServerProcess(string name, string readyLine, string stopSignal) : IDisposable
{
    private const int Attempts = 5;
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(60);

    private Process? process;
    private Func<int, ProcessStartInfo>? command;

    public ServerFolder Folder { get; } = new(name, stopSignal);

    public int Port { get; private set; }

    /// <summary>Starts the server on a free port; another one is tried if somebody takes that port first.</summary>
    public void Start(Func<int, ProcessStartInfo> startOnPort)
    {
        command = startOnPort;
        StartWithin(() => FreePort.Next());
    }

    /// <summary>Starts it again on its old port. A killed server's children may hold it for a moment: so it is tried again.</summary>
    public void Restart()
    {
        Stop();
        StartWithin(() => Port);
    }

    public void Stop()
    {
        if (process is null) return;
        Programs.Run("/bin/kill", "-s", stopSignal, process.Id.ToString());
        Ended();
    }

    /// <summary>SIGKILL: no goodbye to clients, nothing written.</summary>
    public void Kill()
    {
        process?.Kill(entireProcessTree: true);
        Ended();
    }

    public void Dispose()
    {
        Folder.Dispose();
        process?.Dispose();
        process = null;
    }

    private void Ended()
    {
        process?.WaitForExit();
        process?.Dispose();
        process = null;
        Folder.Watch(null);
    }

    private void StartWithin(Func<int> nextPort)
    {
        for (var attempt = 1; ; attempt++)
        {
            Port = nextPort();
            var output = TryStart();
            if (process is not null) return;
            if (attempt == Attempts) throw new InvalidOperationException($"{name} does not start on port {Port}:\n{output}");
        }
    }

    private string TryStart()
    {
        var start = command!(Port);
        (start.RedirectStandardOutput, start.RedirectStandardError, start.RedirectStandardInput) = (true, true, true);
        var ready = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var output = new List<string>();
        var started = new Process { StartInfo = start, EnableRaisingEvents = true };
        void Read(object _, DataReceivedEventArgs line)
        {
            if (ready.Task.IsCompleted || line.Data is null) return;
            lock (output) output.Add(line.Data);
            if (line.Data.Contains(readyLine, StringComparison.Ordinal)) ready.TrySetResult(true);
        }
        started.OutputDataReceived += Read;
        started.ErrorDataReceived += Read;
        started.Exited += (_, _) => ready.TrySetResult(false);
        started.Start();
        Folder.Watch(started.Id);
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();

        if (ready.Task.Wait(ReadyWithin) && ready.Task.Result)
        {
            process = started;
            return "";
        }
        started.Kill(entireProcessTree: true);
        started.WaitForExit();
        started.Dispose();
        Folder.Watch(null);
        lock (output) return string.Join('\n', output);
    }
}
