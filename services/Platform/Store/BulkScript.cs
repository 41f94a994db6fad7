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
            if (commit is not { Request: null, Inbox: null, Claims.Count: 0, ReleasedClaims.Count: 0, Change: { } change } || commit.Merchant != merchant)
                throw new ArgumentException("Bulk work changes aggregates of one merchant, and has no requests, events or claims.", nameof(commits));
            CommitScript.Add(script, merchant, change, commit.Key);
            CommitScript.AddRest(script, commit);
        }

        // A sum that many move is moved once; in the order of names, like everywhere.
        foreach (var moves in commits.SelectMany(commit => commit.Counters).GroupBy(move => move.Name).OrderBy(sum => sum.Key, StringComparer.Ordinal))
        {
            if (moves.Sum(move => move.Delta) is not 0 and var delta)
                script.Add(CommitStatements.Count, merchant, moves.Key, delta, delta < 0 ? long.MaxValue : moves.Last().Limit);
        }

        return script;
    }
}
