namespace Aftersales.Platform.Store;

/// <summary>Sums over values that nobody can list.</summary>
public static class CounterReads
{
    /// <summary>Every counter whose name begins with a prefix, by name; those at 0 are left out.</summary>
    public static async Task<IReadOnlyList<(string Name, long Value)>> AllUnder(this IStore store, string merchant, string prefix, CancellationToken cancel)
    {
        var all = new List<(string Name, long Value)>();
        for (var after = ""; ; after = all[^1].Name)
        {
            var page = await store.CountersUnder(merchant, prefix, after, SqlStore.MaxRows, cancel);
            all.AddRange(page);
            if (page.Count < SqlStore.MaxRows)
                return all;
        }
    }
}
