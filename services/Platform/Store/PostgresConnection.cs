using Npgsql;

namespace Aftersales.Platform.Store;

/// <summary>How the store connects to PostgreSQL, and what its failures mean.</summary>
internal static class PostgresConnection
{
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
