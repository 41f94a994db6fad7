using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Aftersales.Platform.Store;

/// <summary>One connection with its prepared statements; used by one thread at a time.</summary>
internal sealed class SqliteSession : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly Dictionary<Statement, SqliteCommand> prepared = [];

    private SqliteSession(string filePath, int busySeconds, string pragmas)
    {
        var settings = new SqliteConnectionStringBuilder { DataSource = filePath, Pooling = false, DefaultTimeout = busySeconds };
        connection = new SqliteConnection(settings.ConnectionString);
        try
        {
            connection.Open();
            Execute(pragmas);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>False once SQLite rolled the transaction back by itself, as it does when the disk is full.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(connection.Handle) == 0;

    public static SqliteSession OpenWriter(string filePath, int busySeconds)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(filePath)!);
        return new(filePath, busySeconds, "pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 4000");
    }

    public static SqliteSession OpenReader(string filePath) => new(filePath, 5, "pragma query_only = on");

    /// <summary>Not the statement's fault: locked by another process, no room, an unreadable disk.</summary>
    public static bool IsAway(Exception failure) => failure is SqliteException
    {
        SqliteErrorCode: raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_READONLY or raw.SQLITE_IOERR or raw.SQLITE_FULL or raw.SQLITE_CANTOPEN
            or raw.SQLITE_NOMEM or raw.SQLITE_PROTOCOL,
    };

    public int Run(Script script, RowReader? rows) => Run(script, rows, out _);

    /// <summary>Runs all statements in order.</summary>
    /// <param name="script">What to run.</param>
    /// <param name="rows">Takes the rows of results.</param>
    /// <param name="failed">When a statement throws, its index.</param>
    /// <returns>Rows changed.</returns>
    public int Run(Script script, RowReader? rows, out int failed)
    {
        var changed = 0;
        for (failed = 0; failed < script.Count; failed++)
        {
            var command = Prepared(script[failed]);
            Bind(command, script.ValuesOf(failed));
            if (rows is null)
            {
                changed += Math.Max(0, command.ExecuteNonQuery());
                continue;
            }

            using var reader = command.ExecuteReader();
            while (reader.Read())
                rows(failed, reader);
            changed += Math.Max(0, reader.RecordsAffected);
        }

        return changed;
    }

    public void Execute(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public IReadOnlyDictionary<string, string> Pairs(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var pairs = new Dictionary<string, string>();
        while (reader.Read())
            pairs[reader.GetString(0)] = reader.GetString(1);
        return pairs;
    }

    public void Dispose()
    {
        foreach (var command in prepared.Values)
            command.Dispose();
        connection.Dispose();
    }

    private SqliteCommand Prepared(Statement statement)
    {
        if (prepared.TryGetValue(statement, out var command))
            return command;
        command = connection.CreateCommand();
        command.CommandText = statement.Text.Replace(LeaseStatements.SkipLocked, "", StringComparison.Ordinal).Replace(CommitStatements.KeyShare, "", StringComparison.Ordinal);
        return prepared[statement] = command;
    }

    private static void Bind(SqliteCommand command, ReadOnlySpan<Value> values)
    {
        while (command.Parameters.Count < values.Length)
            command.Parameters.Add(new SqliteParameter { ParameterName = $"${command.Parameters.Count + 1}" });
        for (var index = 0; index < values.Length; index++)
            command.Parameters[index].Value = values[index].IsNumber ? values[index].Number : values[index].Reference ?? DBNull.Value;
    }
}
