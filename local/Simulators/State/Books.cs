using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Aftersales.Simulators.State;

/// <summary>What one transaction reads and writes: documents by kind and id, and counting numbers.</summary>
internal sealed class Books(SqliteConnection connection, SqliteTransaction transaction)
{
    public T? Get<T>(string kind, string id) where T : class =>
        Query("SELECT body FROM document WHERE kind = $kind AND id = $id", Read<T>, ("$kind", kind), ("$id", id)).FirstOrDefault();

    public IReadOnlyList<T> All<T>(string kind) where T : class =>
        Query("SELECT body FROM document WHERE kind = $kind ORDER BY id", Read<T>, ("$kind", kind));

    public void Put(string kind, string id, object document) => Execute(
        "INSERT INTO document (kind, id, body) VALUES ($kind, $id, $body) ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body",
        ("$kind", kind), ("$id", id), ("$body", Json.Text(document)));

    public void Remove(string kind, string id) =>
        Execute("DELETE FROM document WHERE kind = $kind AND id = $id", ("$kind", kind), ("$id", id));

    public long Next(string counter) => Add(counter, 1);

    public long Add(string number, long change) => Query(
        "INSERT INTO number (name, value) VALUES ($name, $change) ON CONFLICT (name) DO UPDATE SET value = value + $change RETURNING value",
        row => row.GetInt64(0), ("$name", number), ("$change", change)).Single();

    public long? Number(string name) =>
        Query("SELECT value FROM number WHERE name = $name", row => (long?)row.GetInt64(0), ("$name", name)).FirstOrDefault();

    public void Execute(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = Command(sql, parameters);
        command.ExecuteNonQuery();
    }

    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> map, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = Command(sql, parameters);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(map(reader));
        return rows;
    }

    private static T Read<T>(SqliteDataReader row) => JsonSerializer.Deserialize<T>(row.GetString(0), Json.Options)!;

    private SqliteCommand Command(string sql, ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // every statement is a constant of this project; values are parameters
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        return command;
    }
}
