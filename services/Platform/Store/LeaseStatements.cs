namespace Aftersales.Platform.Store;

/// <summary>The statements of the outbox relay and the scheduler, which work across merchants.</summary>
internal static class LeaseStatements
{
    /// <summary>What PostgreSQL says so that workers pass by each other; SQLite, with its one writer, has no such words and needs none.</summary>
    public const string SkipLocked = "for update skip locked";

    // A row waits while any row of its aggregate is leased or put off: that keeps the order, also after a failure. "available > 0" is true of
    // those alone, so that the look-up has a small index of its own and PostgreSQL no second one to mistake for it.
    public static readonly Statement LeaseOutbox = new(
        """
        with picked as materialized (
            select o.id as picked_id from outbox o
            where o.published is null and o.available <= $1
              and coalesce((select e.available from outbox e
                            where e.available > 0 and e.merchant = o.merchant and e.aggregate = o.aggregate
                            order by e.available desc limit 1), 0) <= $1
            order by o.id limit $3)
        update outbox set lease = $4, available = $2, attempts = attempts + 1 from picked where id = picked_id
        returning id, merchant, event_id, aggregate, version, topic, body, attempts
        """);

    public static readonly Statement Published = new("update outbox set published = $2, available = 0, lease = null where id = $1 and lease = $3");

    public static readonly Statement ReturnOutbox = new("update outbox set available = $2, lease = null where id = $1 and lease = $3");

    public static readonly Statement LeaseWork = Lease("");

    public static readonly Statement LeaseWorkOfName = Lease("and (name = $6 or substr(name, 1, length($6) + 1) = $6 || ':')");

    public static readonly Statement LeaseWorkOfOthers = Lease("and not (name = $6 or substr(name, 1, length($6) + 1) = $6 || ':')");

    public static readonly Statement Postpone = new(
        """
        update work set lease = null, available = $6
        where merchant = $1 and kind = $2 and aggregate = $3 and name = $4 and lease = $5
        """);

    private static Statement Lease(string names) => new(
        $"""
        with picked as materialized (
            select merchant as m, kind as k, aggregate as a, name as n from work
            where due <= $1 and available <= $2 {names} order by due limit $5 {SkipLocked})
        update work set lease = $4, available = $3, attempts = attempts + 1
        from picked where merchant = m and kind = k and aggregate = a and name = n
        returning merchant, kind, aggregate, name, due, attempts
        """);
}
