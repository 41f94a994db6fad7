using System.Security.Authentication;
using Npgsql;

namespace Aftersales.Platform.Store;

/// <summary>How the store connects to PostgreSQL, and what its failures mean.</summary>
internal static class PostgresConnection
{
    public const string Untrusted = "PostgreSQL does not show who it is: it speaks no TLS, or its certificate is not trusted, has run out or names another host.";

    /// <summary>The connection string with what must hold whatever it says.</summary>
    /// <param name="connectionString">As the installation's Secret has it.</param>
    /// <param name="sslMode">Name of an <see cref="SslMode"/>; null for what the string says.</param>
    /// <param name="rootCertificate">File of the authority that the server's certificate has to come from; null for what the string says, else the system's.</param>
    /// <exception cref="InvalidOperationException">The mode is none, or the file is not there.</exception>
    public static string Secured(string connectionString, string? sslMode, string? rootCertificate)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        if (sslMode is not null)
            settings.SslMode = Enum.TryParse<SslMode>(sslMode, out var mode) && Enum.IsDefined(mode)
                ? mode
                : throw new InvalidOperationException($"the setting Store:SslMode is '{sslMode}'; it is one of {string.Join(", ", Enum.GetNames<SslMode>())}");
        if (rootCertificate is not null)
            settings.RootCertificate = File.Exists(rootCertificate)
                ? rootCertificate
                : throw new InvalidOperationException($"the setting Store:RootCertificate names {rootCertificate}, which is not there");
        return settings.ConnectionString;
    }

    public static string Settings(string connectionString, string schema)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            SearchPath = schema,

            // Every statement is one of a few dozen: each is planned once for a connection.
            MaxAutoPrepare = 100,
            AutoPrepareMinUsages = 2,

            // Nothing outlives a transaction on our connections, so there is nothing to reset.
            NoResetOnClose = true,

            // Which statement was refused tells which clash it is.
            IncludeFailedBatchedCommand = true,
        };

        // Every statement has its index. A queue that was empty when a statement was planned must not be read from end to end once it is long.
        settings.Options = $"{settings.Options} -c enable_seqscan=off".TrimStart();
        settings.ApplicationName ??= $"aftersales-{schema}";
        return settings.ConnectionString;
    }

    /// <summary>No TLS where it is asked for, of which Npgsql has no other sign than its words, or a certificate that is refused.</summary>
    public static bool IsUntrusted(Exception failure) =>
        failure is NpgsqlException { InnerException: AuthenticationException }
        || (failure is NpgsqlException { InnerException: null } told && told.Message.StartsWith("SSL connection requested", StringComparison.Ordinal));

    /// <summary>Deadlocks and serialisation failures: the database rolled everything back, so that a repeat is safe.</summary>
    public static bool IsCollision(PostgresException failure) =>
        failure.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure;

    /// <summary>The server says that it is shutting down or starting up: the pooled connections are of no more use.</summary>
    public static bool IsGoingDown(PostgresException failure) => failure.SqlState[..2] is "08" or "57";

    /// <summary>Not the statement's fault: no connection, time-outs, shutting down or starting up, no room on the disk, a standby.</summary>
    public static bool IsAway(Exception failure) => failure switch
    {
        PostgresException refusal => IsCollision(refusal)
            || refusal.SqlState[..2] is "08" or "53" or "57" or "58" // connection, resources, operator, system
            || refusal.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.ReadOnlySqlTransaction,
        NpgsqlException => true,
        TimeoutException => true,
        System.Net.Sockets.SocketException => true,
        IOException => true,
        _ => false,
    };
}
