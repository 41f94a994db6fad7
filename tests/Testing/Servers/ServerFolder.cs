using System.Diagnostics;

namespace Aftersales.Testing.Servers;

/// <summary>
/// A temporary folder of one server, with a guard beside it: a shell that waits for the end of its input. It comes when this
/// object is disposed of, and also when the test process ends in any way, killed or crashed; the guard then ends the server and
/// deletes the folder, so that nothing of a test run stays behind.
/// </summary>
internal sealed class ServerFolder : IDisposable
{
    // $1 folder, $2 signal. A signal to the whole process group (Ctrl-C) must not end the guard before its work is done.
    private const string Guard = """
        trap '' INT TERM HUP
        exec >/dev/null 2>&1
        cat
        if pid=$(cat "$1/server.pid") && kill -s "$2" "$pid"; then
            for i in 1 2 3 4 5 6 7 8 9 10; do kill -0 "$pid" || break; sleep 0.2; done
            kill -s KILL "$pid"
        fi
        rm -rf "$1"
        """;

    private readonly Process guard;

    public ServerFolder(string name, string stopSignal)
    {
        Path = Directory.CreateTempSubdirectory($"aftersales-{name}-").FullName;
        guard = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", Guard, "guard", Path, stopSignal])
        {
            RedirectStandardInput = true,
            WorkingDirectory = "/",
        })!;
    }

    public string Path { get; }

    /// <summary>Tells the guard which process to end; none after <c>null</c>.</summary>
    public void Watch(int? serverId)
    {
        var file = System.IO.Path.Combine(Path, "server.pid");
        if (serverId is { } id) File.WriteAllText(file, id.ToString());
        else File.Delete(file);
    }

    public void Dispose()
    {
        guard.StandardInput.Close();
        guard.WaitForExit();
        guard.Dispose();
    }
}
