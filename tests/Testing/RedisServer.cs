using System.Diagnostics;
using Aftersales.Testing.Servers;

namespace Aftersales.Testing;

/// <summary>
/// A real Redis server. <see cref="Shared"/> serves every test that only needs keys of its own: names must be unique to the
/// test, and nobody flushes it. A test that stops or kills one calls <see cref="Start"/>.
/// </summary>
public sealed class RedisServer : IDisposable
{
    private const string Variable = "AFTERSALES_TEST_REDIS";

    private static readonly Lazy<RedisServer> shared = new(() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } endpoint ? new RedisServer(endpoint) : Start());

    private readonly ServerProcess? server;
    private readonly string? running;

    private RedisServer(string endpoint) => running = endpoint;

    private RedisServer(ServerProcess started) => server = started;

    /// <summary>The server of this test run (environment variable <c>AFTERSALES_TEST_REDIS</c>, which <c>./test</c> sets), else of this process.</summary>
    public static RedisServer Shared => shared.Value;

    /// <summary><c>127.0.0.1:port</c>.</summary>
    public string Endpoint => running ?? $"127.0.0.1:{server!.Port}";

    /// <summary>Starts a server of the caller's own. It ends with the test process at the latest.</summary>
    /// <param name="durable">Keeps what was written over <see cref="Kill"/> and <see cref="Restart"/>; without it the data is gone.</param>
    public static RedisServer Start(bool durable = false)
    {
        var program = Programs.Find("redis-server", "redis-server");
        var process = new ServerProcess("redis", "Ready to accept connections", "TERM");
        try
        {
            process.Start(port => new ProcessStartInfo(program,
            [
                "--port", port.ToString(),
                "--bind", "127.0.0.1",
                "--dir", process.Folder.Path,
                "--save", "",
                "--appendonly", durable ? "yes" : "no",
                "--appendfsync", "always",
            ]));
            return new RedisServer(process);
        }
        catch
        {
            process.Dispose();
            throw;
        }
    }

    /// <summary>Ends it in good order.</summary>
    public void Stop() => Own.Stop();

    /// <summary>Ends it with SIGKILL, as a crash would.</summary>
    public void Kill() => Own.Kill();

    /// <summary>Starts it again on the same port.</summary>
    public void Restart() => Own.Restart();

    public void Dispose() => server?.Dispose();

    private ServerProcess Own =>
        this == (shared.IsValueCreated ? shared.Value : null) || server is null
            ? throw new InvalidOperationException("Other tests use the shared Redis server: start one of your own to stop it.")
            : server;
}
