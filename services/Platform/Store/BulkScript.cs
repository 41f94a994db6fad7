namespace Aftersales.Platform.Store;

/// <summary>Turns changes of many aggregates into the statements of one transaction.</summary>
internal static class BulkScript
{
    public static Script Of(string merchant, IReadOnlyList<Commit> commits)
    {
        var script = new Script(merchant);
        // In the order of their ids, so that two such transactions wait for each other but do not deadlock.
        foreach (var commit in commits.OrderBy(c => c.Change?.Id, StringComparer.Ordinal))
        {
            if (commit is not { Request: null, Inbox: null, Claims.Count: 0, ReleasedClaims.Count: 0, Counters.Count: 0, Change: { } change } || commit.Merchant != merchant)
                throw new ArgumentException("Bulk work changes aggregates of one merchant, and has no requests, events, claims or counters.", nameof(commits));
            CommitScript.Add(script, merchant, change);
            CommitScript.AddRest(script, commit);
        }

        return script;
    }
}
