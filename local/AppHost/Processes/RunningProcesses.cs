using System.Collections.Concurrent;
using System.Diagnostics;

namespace Aftersales.AppHost.Processes;

/// <summary>
/// Which processes run, by name, as the file <c>processes</c> in the data folder tells too. A guard beside the launcher ends them if the launcher is killed, so that
/// nothing is left behind in any case.
/// </summary>
internal sealed class RunningProcesses : IDisposable
{
    // $0 the file. The end of the input is the launcher's end.
    private const string Guard = """
        trap '' INT TERM HUP
        exec >/dev/null 2>&1
        cat
        while read -r name id; do kill -s TERM "$id"; done <"$0"
        """;

    private readonly ConcurrentDictionary<string, int> processes = new();
    private readonly string folder;
    private readonly Lock writing = new();
    private readonly FileStream alone;
    private readonly Process guard;

    /// <exception cref="InvalidOperationException">Another launcher works over this folder.</exception>
    public RunningProcesses(string folder)
    {
        this.folder = folder;
        System.IO.Directory.CreateDirectory(Path.Combine(folder, "logs"));
        try
        {
            alone = new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new InvalidOperationException($"a suite runs over {folder} already");
        }

        Write();
        guard = Process.Start(new ProcessStartInfo("setsid", ["/bin/sh", "-c", Guard, Processes]) { RedirectStandardInput = true })!;
    }

    private string Processes => Path.Combine(folder, "processes");

    public string LogOf(string name) => Path.Combine(folder, "logs", name + ".log");

    public void Began(string name, int id)
    {
        processes[name] = id;
        Write();
    }

    public void Ended(string name)
    {
        processes.TryRemove(name, out _);
        Write();
    }

    public void Dispose()
    {
        guard.StandardInput.Close();
        guard.WaitForExit();
        guard.Dispose();
        alone.Dispose();
    }

    private void Write()
    {
        lock (writing)
        {
            File.WriteAllLines(Processes + ".new", processes.Select(process => $"{process.Key} {process.Value}"));
            File.Move(Processes + ".new", Processes, overwrite: true);
        }
    }
}
