using Microsoft.Data.Sqlite;

namespace Aftersales.Sidecar.Events;

/// <summary>One connection to the broker's file, with its statements prepared once. Not for use by two threads at a time.</summary>
internal sealed class BrokerFile : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _commands = [];

    public BrokerFile(string path)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        _connection.Open();
        using var create = _connection.CreateCommand();
        create.CommandText = Schema.Create;
        create.ExecuteNonQuery();
    }

    public void InOneTransaction(Action work)
    {
        Run("begin immediate");
        try
        {
            work();
            Run("commit");
        }
        catch
        {
            Run("rollback");
            throw;
        }
    }

    public int Run(string sql, params ReadOnlySpan<(string Name, object Value)> parameters) => Prepare(sql, parameters).ExecuteNonQuery();

    public long Number(string sql, params ReadOnlySpan<(string Name, object Value)> parameters) => (long)Prepare(sql, parameters).ExecuteScalar()!;

    public List<T> Rows<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var reader = Prepare(sql, parameters).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    public void Dispose()
    {
        foreach (var command in _commands.Values)
            command.Dispose();
        _connection.Dispose();
    }

    private SqliteCommand Prepare(string sql, ReadOnlySpan<(string Name, object Value)> parameters)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = _connection.CreateCommand();
            command.CommandText = sql;
            foreach (var (name, _) in parameters)
                command.Parameters.Add(new SqliteParameter { ParameterName = name });
            _commands[sql] = command;
        }

        foreach (var (name, value) in parameters)
            command.Parameters[name].Value = value;
        return command;
    }
}
