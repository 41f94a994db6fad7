namespace Aftersales.Platform.Store;

/// <summary>The statements of a commit. Each that a concurrent commit can make fail says which clash that is.</summary>
internal static class CommitStatements
{
    public static readonly Statement Answer = new(
        "insert into requests (merchant, caller, method, request_id, body_hash, reply, at) values ($1, $2, $3, $4, $5, $6, $7)",
        CommitResult.RequestClash);

    public static readonly Statement Consume = new(
        "insert into inbox (merchant, event_id, consumer, at) values ($1, $2, $3, $4)", CommitResult.InboxClash);

    public static readonly Statement Create = new(
        "insert into states (merchant, kind, id, version, state) values ($1, $2, $3, $4, $5)", CommitResult.VersionClash);

    // Whoever appends first wins the events' primary key. A version that is not there (any more, or yet) makes the new one null, which is refused.
    public static readonly Statement AppendNext = new(
        """
        insert into events (merchant, kind, id, version, type, body, person, app, request_id, body_hash, trace_id, at, method, acts_for)
        values ($1, $2, $3, (select version + 1 from states where merchant = $1 and kind = $2 and id = $3 and version = $4),
                $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
        """, CommitResult.VersionClash);

    public static readonly Statement Append = new(
        """
        insert into events (merchant, kind, id, version, type, body, person, app, request_id, body_hash, trace_id, at, method, acts_for)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
        """, CommitResult.VersionClash);

    // Refused by the check on the version, rather than passed over, when the row is not at the expected one.
    public static readonly Statement Advance = new(
        """
        update states set version = case when version = $4 then $5 else -1 end, state = $6
        where merchant = $1 and kind = $2 and id = $3
        """, CommitResult.VersionClash);

    /// <summary>Keeps a row from being removed until the commit; SQLite has one writer anyway.</summary>
    public const string KeyShare = " for key share";

    // The key cannot go between this and the commit: what is written under it is never lost with it.
    public static readonly Statement AdvanceUnderKey = new(
        $"""
        update states set version = case when version = $4 and
            (select 1 from keys where merchant = $1 and kind = $2 and id = $3 and key = $7{KeyShare}) = 1 then $5 else -1 end, state = $6
        where merchant = $1 and kind = $2 and id = $3
        """, CommitResult.VersionClash);

    public static readonly Statement MakeKey = new(
        "insert into keys (merchant, kind, id, subject, key) values ($1, $2, $3, $4, $5)", CommitResult.VersionClash);

    public static readonly Statement MoveKey = new(
        "update keys set subject = $4 where merchant = $1 and kind = $2 and id = $3 and key = $5");

    // Locks the row, so that whoever changes the aggregate comes before or after.
    public static readonly Statement StillAt = new(
        "update states set version = case when version = $4 then version else -1 end where merchant = $1 and kind = $2 and id = $3", CommitResult.VersionClash);

    public static readonly Statement Release = new("delete from claims where merchant = $1 and name = $2");

    public static readonly Statement Take = new("insert into claims (merchant, name, holder) values ($1, $2, $3)", CommitResult.ClaimClash);

    // A check looks at the row to insert even when it then is an update, so that row carries the sum as this statement sees it; the update adds
    // to the sum as it is once the row is locked.
    public static readonly Statement Count = new(
        """
        insert into counters (merchant, name, value, ceiling)
        values ($1, $2, coalesce((select value from counters where merchant = $1 and name = $2), 0) + $3, $4)
        on conflict (merchant, name) do update set value = counters.value + $3, ceiling = excluded.ceiling
        """, CommitResult.CounterClash);

    public static readonly Statement Publish = new(
        "insert into outbox (merchant, event_id, aggregate, version, topic, body) values ($1, $2, $3, $4, $5, $6)");

    public static readonly Statement Unlist = new(
        "delete from lists where merchant = $1 and list = $2 and sort_key = $3 and item = $4");

    public static readonly Statement List = new(
        """
        insert into lists (merchant, list, sort_key, item, aggregate) values ($1, $2, $3, $4, $5)
        on conflict (merchant, list, sort_key, item) do update set aggregate = excluded.aggregate
        """);

    public static readonly Statement CallOff = new(
        "delete from work where merchant = $1 and kind = $2 and aggregate = $3 and name = $4");

    public static readonly Statement Schedule = new(
        """
        insert into work (merchant, kind, aggregate, name, due) values ($1, $2, $3, $4, $5)
        on conflict (merchant, kind, aggregate, name) do update set due = excluded.due, attempts = 0, available = 0, lease = null
        """);
}
