namespace Aftersales.Platform.Store;

/// <summary>Keys of aggregates' personal fields: found by whose data they protect, and removed with it.</summary>
public sealed partial class SqlStore
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<KeyRow>> Keys(string merchant, string subject, (string Kind, string Id) after, int limit, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxRows);
        return Read(
            For(merchant).Add(Statements.KeysOfSubject, merchant, subject, after.Kind, after.Id, limit),
            row => new KeyRow(row.GetString(0), row.GetString(1), row.GetString(2)), cancel);
    }

    /// <inheritdoc/>
    public async Task RemoveKeys(string merchant, IReadOnlyCollection<KeyRow> keys, CancellationToken cancel)
    {
        var script = For(merchant);
        // In the order of their ids, like everywhere: two such transactions wait for each other but do not deadlock.
        foreach (var key in keys.OrderBy(key => key.Id, StringComparer.Ordinal).ThenBy(key => key.Kind, StringComparer.Ordinal))
            script.Add(Statements.RemoveKey, merchant, key.Kind, key.Id, key.Key);
        if (script.Count > 0)
            await Write(script, cancel);
    }
}
