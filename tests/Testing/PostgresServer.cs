using System.Diagnostics;
using Aftersales.Testing.Servers;
using Npgsql;

namespace Aftersales.Testing;

/// <summary>
/// A real PostgreSQL server. <see cref="Shared"/> serves every test that only needs databases of its own; a test that stops or
/// kills one calls <see cref="Start"/>.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    private const string Variable = "AFTERSALES_TEST_POSTGRES";
    private const string Role = "aftersales_test";

    private static readonly Lazy<PostgresServer> shared = new(() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } running ? new PostgresServer(null, running) : Start());

    private readonly ServerProcess? server;
    private readonly string administrator;
    private readonly Lazy<bool> role;

    private PostgresServer(ServerProcess? started, string connectionString)
    {
        server = started;
        administrator = connectionString;
        role = new(() => CreateRole(Role));
    }

    /// <summary>The server of this test run (environment variable <c>AFTERSALES_TEST_POSTGRES</c>, which <c>./test</c> sets), else of this process.</summary>
    public static PostgresServer Shared => shared.Value;

    /// <summary>Connects as the superuser, whom row-level security does not bind: for looking behind the scenes only.</summary>
    public string AdministratorConnectionString => administrator;

    /// <summary>Starts a server of the caller's own. It ends with the test process at the latest.</summary>
    /// <param name="durable">
    /// <c>fsync=on</c>. Without it commits are quicker and survive <see cref="Kill"/> too, only not a crash of the machine.
    /// </param>
    public static PostgresServer Start(bool durable = false)
    {
        var process = new ServerProcess("postgres", "database system is ready to accept connections", "INT");
        try
        {
            var data = PostgresPrograms.CreateCluster(process.Folder.Path);
            process.Start(port => PostgresPrograms.Server(data, port, durable));
            return new PostgresServer(process, $"Host=127.0.0.1;Port={process.Port};Username=postgres;Database=postgres;Pooling=false");
        }
        catch
        {
            process.Dispose();
            throw;
        }
    }

    /// <summary>
    /// The connection string of a new, empty database. Its role owns the database and is no superuser, so that
    /// <c>FORCE ROW LEVEL SECURITY</c> binds it as it binds the services in production.
    /// </summary>
    // template0: nobody can be connected to it, so that databases can be made side by side.
    public string NewDatabase() => NewFrom("template0");

    /// <summary>The same for one that begins as a copy of another, to which nobody is connected any more.</summary>
    public string CopyOf(string database) => NewFrom(new NpgsqlConnectionStringBuilder(database).Database!);

    private string NewFrom(string template)
    {
        _ = role.Value;
        var name = $"test_{Guid.NewGuid():N}";
        Administer($"CREATE DATABASE {name} OWNER {Role} TEMPLATE {template}");
        return new NpgsqlConnectionStringBuilder(administrator) { Database = name, Username = Role, Pooling = true, MaxPoolSize = 20 }.ConnectionString;
    }

    /// <summary>The same database, as another role sees it: one that owns nothing.</summary>
    public string As(string database, string name)
    {
        CreateRole(name);
        return new NpgsqlConnectionStringBuilder(database) { Username = name }.ConnectionString;
    }

    /// <summary>Ends it in good order; connections are closed.</summary>
    public void Stop() => Own.Stop();

    /// <summary>Ends it with SIGKILL, as a crash would.</summary>
    public void Kill() => Own.Kill();

    /// <summary>Starts it again on the same port, with its data.</summary>
    public void Restart() => Own.Restart();

    public void Dispose() => server?.Dispose();

    private ServerProcess Own =>
        this == (shared.IsValueCreated ? shared.Value : null) || server is null
            ? throw new InvalidOperationException("Other tests use the shared PostgreSQL server: start one of your own to stop it.")
            : server;

    private bool CreateRole(string name)
    {
        // Several test processes share a server and start at once; CREATE ROLE knows no IF NOT EXISTS.
        Administer($"""
            SELECT pg_advisory_lock(1);
            DO $$ BEGIN
                IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{name}') THEN
                    CREATE ROLE {name} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
                END IF;
            END $$;
            """);
        return true;
    }

    private void Administer(string sql)
    {
        using var source = NpgsqlDataSource.Create(administrator);
        using var command = source.CreateCommand(sql);
        command.ExecuteNonQuery();
    }
}
