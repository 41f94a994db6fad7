using System.Diagnostics;

namespace Aftersales.Testing.Servers;

/// <summary>PostgreSQL's own programs, run as the user <c>postgres</c> when we are root, which they refuse.</summary>
internal static class PostgresPrograms
{
    private const string User = "postgres";

    /// <summary>Makes a cluster whose superuser <c>postgres</c> needs no password, and returns its data folder.</summary>
    public static string CreateCluster(string folder)
    {
        if (Environment.IsPrivilegedProcess) Programs.Run("chown", User, folder);
        var data = Path.Combine(folder, "data");
        var (program, arguments) = Command("initdb",
            ["--pgdata", data, "--username", "postgres", "--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"]);
        Programs.Run(program, arguments);
        return data;
    }

    public static ProcessStartInfo Server(string data, int port, bool durable)
    {
        var flag = durable ? "on" : "off";
        var (program, arguments) = Command("postgres",
        [
            "-D", data,
            "-p", port.ToString(),
            "-c", "listen_addresses=127.0.0.1",
            "-c", "unix_socket_directories=",
            "-c", "max_connections=400",
            "-c", "timezone=UTC",
            "-c", "logging_collector=off",
            "-c", $"fsync={flag}",
            "-c", $"full_page_writes={flag}",
        ]);
        return new ProcessStartInfo(program, arguments) { WorkingDirectory = "/" };
    }

    private static (string Program, string[] Arguments) Command(string name, string[] arguments)
    {
        // Debian keeps the server's programs off PATH, one folder a version: take the newest.
        var folders = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(version => int.TryParse(Path.GetFileName(version), out var number) ? number : 0)
                .Select(version => Path.Combine(version, "bin"))
            : [];
        var program = Programs.Find(name, "postgresql", folders);
        return Environment.IsPrivilegedProcess
            ? ("setpriv", ["--reuid", User, "--regid", User, "--clear-groups", "--", program, .. arguments])
            : (program, arguments);
    }
}
