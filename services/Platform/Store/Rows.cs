using System.Data.Common;
using NodaTime;

namespace Aftersales.Platform.Store;

/// <summary>Reads rows of results; columns are in the order in which the statements name them.</summary>
internal static class Rows
{
    public static RowReader Into<T>(int step, List<T> rows, Func<DbDataReader, T> map) => (at, row) =>
    {
        if (at == step)
            rows.Add(map(row));
    };

    public static Loaded Loaded(DbDataReader row, int from = 0) =>
        new(row.GetInt64(from), row.GetString(from + 1), null) { Key = TextOrNull(row, from + 2) };

    public static StoredEvent KeyedEvent(DbDataReader row) => Event(row) with { Key = TextOrNull(row, 11) };

    public static StoredEvent Event(DbDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2),
        new Actor(row.GetString(3), row.GetString(4), TextOrNull(row, 5), TextOrNull(row, 6), TextOrNull(row, 7), TextOrNull(row, 9), TextOrNull(row, 10)),
        Instant.FromUnixTimeTicks(row.GetInt64(8)));

    public static TrailEntry Trail(DbDataReader row) => new(row.GetString(11), row.GetString(12), Event(row));

    public static ListedRow Listed(DbDataReader row) => new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetString(4))
    {
        AggregateKey = TextOrNull(row, 5),
    };

    public static ListEntry ListEntry(DbDataReader row) => new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3));

    public static Work DueWork(DbDataReader row) => new(
        new WorkKey(row.GetString(0), row.GetString(1), row.GetString(2)), Instant.FromUnixTimeTicks(row.GetInt64(3)));

    public static OutboxRow Outbox(DbDataReader row, string lease) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt64(4), row.GetString(5), row.GetString(6), row.GetInt32(7), lease);

    public static WorkRow Work(DbDataReader row, string lease) => new(
        row.GetString(0), new WorkKey(row.GetString(1), row.GetString(2), row.GetString(3)),
        Instant.FromUnixTimeTicks(row.GetInt64(4)), row.GetInt32(5), lease);

    public static Backlog Backlog(DbDataReader row) => new(
        row.GetInt64(0), row.GetInt64(1), row.IsDBNull(2) ? null : Instant.FromUnixTimeTicks(row.GetInt64(2)), row.GetInt64(3));

    private static string? TextOrNull(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
