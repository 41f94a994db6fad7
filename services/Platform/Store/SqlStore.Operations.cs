namespace Aftersales.Platform.Store;

/// <summary>What operators read: who did what, and what follows from states, row by row.</summary>
public sealed partial class SqlStore
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<TrailEntry>> Trail(string merchant, TrailQuery query, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, MaxRows);
        var (script, place, from) = (For(merchant), query.Before, query.From.ToUnixTimeTicks());
        if (query.Aggregate is { } aggregate)
        {
            var isFirst = place.Kind.Length == 0;
            Value[] within =
            [
                merchant, aggregate.Kind, aggregate.Id, isFirst ? long.MaxValue : place.Version, from, isFirst ? place.At.ToUnixTimeTicks() : long.MaxValue, query.Limit,
            ];
            script = query.Person is { } by ? script.Add(Statements.TrailOfAggregateAndPerson, [.. within, by]) : script.Add(Statements.TrailOfAggregate, within);
        }
        else
        {
            Value[] range = [merchant, from, place.At.ToUnixTimeTicks(), place.Kind, place.Id, place.Version, query.Limit];
            script = query.Person is { } by ? script.Add(Statements.TrailOfPerson, [.. range, by]) : script.Add(Statements.Trail, range);
        }

        return Read(script, Rows.Trail, cancel);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<(string Id, Loaded Loaded)>> StatesAfter(string merchant, string kind, string afterId, int limit, CancellationToken cancel) => Read(
        For(merchant).Add(Statements.StatesAfter, merchant, kind, afterId, limit), row => (row.GetString(0), Rows.Loaded(row, from: 1)), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ListEntry>> Listed(string merchant, IReadOnlyCollection<ListEntry> entries, CancellationToken cancel)
    {
        var script = For(merchant);
        foreach (var entry in entries)
            script.Add(Statements.Listed, merchant, entry.List, entry.Key, entry.Item);
        return ReadAll(script, Rows.ListEntry, cancel);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ListEntry>> ListRows(string merchant, string? aggregate, ListEntry after, int limit, CancellationToken cancel) => Read(
        aggregate is null
            ? For(merchant).Add(Statements.ListRows, merchant, after.List, after.Key, after.Item, limit)
            : For(merchant).Add(Statements.ListRowsOfAggregate, merchant, after.List, after.Key, after.Item, limit, aggregate),
        Rows.ListEntry, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Claim>> ClaimRows(string merchant, string? holder, string afterKey, int limit, CancellationToken cancel) => Read(
        holder is null
            ? For(merchant).Add(Statements.ClaimRows, merchant, afterKey, limit)
            : For(merchant).Add(Statements.ClaimRowsOfHolder, merchant, afterKey, limit, holder),
        row => new Claim(row.GetString(0), row.GetString(1)), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Work>> WorkOf(string merchant, string kind, IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        var script = For(merchant);
        foreach (var id in ids)
            script.Add(Statements.WorkOf, merchant, kind, id);
        return ReadAll(script, Rows.DueWork, cancel);
    }

    /// <inheritdoc/>
    public Task Snapshot(string merchant, Action<string, string, string> state, Action<string, long> sum, CancellationToken cancel) =>
        database.Read(For(merchant).Add(Statements.Snapshot, merchant), (_, row) =>
        {
            if (row.GetString(0) is { Length: > 0 } kind)
                state(kind, row.GetString(1), row.GetString(2));
            else
                sum(row.GetString(1), row.GetInt64(3));
        }, cancel);
}
