using NodaTime;

namespace Aftersales.Platform.Store;

/// <summary>
/// Turns a commit into its statements. What can clash comes first and in the order in which clashes are reported: request, inbox, version, claims,
/// counters. Rows of one table that several commits may want are taken in the order of their keys, so that commits wait for each other but do
/// not deadlock.
/// </summary>
internal static class CommitScript
{
    public static Script Of(Commit commit, Instant now)
    {
        var merchant = commit.Merchant;
        var script = new Script(merchant);
        if (commit.Request is { } request)
            script.Add(CommitStatements.Answer, merchant, request.Key.Caller, request.Key.Method, request.Key.RequestId, request.BodyHash,
                request.Reply, now.ToUnixTimeTicks());
        if (commit.Inbox is { } inbox)
            script.Add(CommitStatements.Consume, merchant, inbox.EventId, inbox.Consumer, now.ToUnixTimeTicks());
        if (commit.Change is { } change)
            Add(script, merchant, change, commit.Key);
        foreach (var seen in commit.Unchanged.OrderBy(seen => seen.Id, StringComparer.Ordinal).ThenBy(seen => seen.Kind, StringComparer.Ordinal))
            script.Add(CommitStatements.StillAt, merchant, seen.Kind, seen.Id, seen.Version);
        AddClaims(script, commit);
        foreach (var move in Sorted(commit.Counters, static move => move.Name))
            script.Add(CommitStatements.Count, merchant, move.Name, move.Delta, move.Delta < 0 ? long.MaxValue : move.Limit);
        AddRest(script, commit);
        return script;
    }

    /// <summary>What cannot clash.</summary>
    internal static void AddRest(Script script, Commit commit)
    {
        var merchant = commit.Merchant;
        foreach (var entry in commit.Unlisted)
            script.Add(CommitStatements.Unlist, merchant, entry.List, entry.Key, entry.Item);
        foreach (var entry in commit.Listed)
            script.Add(CommitStatements.List, merchant, entry.List, entry.Key, entry.Item, entry.Aggregate);
        foreach (var work in commit.CalledOff)
            script.Add(CommitStatements.CallOff, merchant, work.Kind, work.Aggregate, work.Name);
        foreach (var work in commit.Scheduled)
            script.Add(CommitStatements.Schedule, merchant, work.Key.Kind, work.Key.Aggregate, work.Key.Name, work.Due.ToUnixTimeTicks());

        // After the version: an aggregate's rows so get ids in the order of its versions.
        foreach (var message in commit.Outbox)
            script.Add(CommitStatements.Publish, merchant, message.EventId, message.AggregateId, message.Version, message.Topic, message.Body);
    }

    internal static void Add(Script script, string merchant, AggregateChange change, KeyChange? key)
    {
        if (change.Events.Count == 0)
            throw new ArgumentException("A change has at least one event.", nameof(change));
        var actor = change.Actor;
        var at = change.At.ToUnixTimeTicks();
        if (change.ExpectedVersion == 0)
            script.Add(CommitStatements.Create, merchant, change.Kind, change.Id, change.NewVersion, change.State);
        for (var index = 0; index < change.Events.Count; index++)
        {
            var (statement, version) = index == 0 && change.ExpectedVersion > 0
                ? (CommitStatements.AppendNext, change.ExpectedVersion)
                : (CommitStatements.Append, change.ExpectedVersion + 1 + index);
            script.Add(statement, merchant, change.Kind, change.Id, version, change.Events[index].Type, change.Events[index].Body,
                actor.Person, actor.App, actor.RequestId, actor.BodyHash, actor.TraceId, at, actor.Method, actor.ActsFor);
        }

        if (key is { IsNew: true })
            script.Add(CommitStatements.MakeKey, merchant, change.Kind, change.Id, key.Subject, key.Key);
        if (change.ExpectedVersion == 0)
            return;
        if (key is not { IsNew: false })
        {
            script.Add(CommitStatements.Advance, merchant, change.Kind, change.Id, change.ExpectedVersion, change.NewVersion, change.State);
            return;
        }

        if (key.IsMoved)
            script.Add(CommitStatements.MoveKey, merchant, change.Kind, change.Id, key.Subject, key.Key);
        script.Add(CommitStatements.AdvanceUnderKey, merchant, change.Kind, change.Id, change.ExpectedVersion, change.NewVersion, change.State, key.Key);
    }

    // Released and taken ones in one order, a key that is handed over in this order.
    private static void AddClaims(Script script, Commit commit)
    {
        if (commit.ReleasedClaims.Count == 0 && commit.Claims.Count == 0)
            return;
        IReadOnlyList<(string Key, string? Holder)> moves =
            [.. commit.ReleasedClaims.Select(key => (key, (string?)null)), .. commit.Claims.Select(claim => (claim.Key, (string?)claim.Holder))];
        foreach (var (key, holder) in Sorted(moves, static move => move.Key))
        {
            if (holder is null)
                script.Add(CommitStatements.Release, commit.Merchant, key);
            else
                script.Add(CommitStatements.Take, commit.Merchant, key, holder);
        }
    }

    private static IEnumerable<T> Sorted<T>(IReadOnlyList<T> items, Func<T, string> key) =>
        items.Count < 2 ? items : items.OrderBy(key, StringComparer.Ordinal);
}
