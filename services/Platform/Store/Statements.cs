namespace Aftersales.Platform.Store;

/// <summary>Everything the store says to a database, in SQL that PostgreSQL and SQLite both take.</summary>
internal static class Statements
{
    /// <summary>The list of events that were refused and not dealt with, whose items are the events' ids; it has an index of its own, which names it.</summary>
    public const string OpenDeadLetters = "dead-letters/open";

    // With its key, so that no reader has to come again for it.
    public static readonly Statement LoadState = new(
        $"select s.version, s.state, k.key from states s {WithKey} where s.merchant = $1 and s.kind = $2 and s.id = $3");

    public static readonly Statement LoadRequest = new(
        "select body_hash, reply from requests where merchant = $1 and caller = $2 and method = $3 and request_id = $4");

    public static readonly Statement KeysOfSubject = new(
        "select kind, id, key from keys where merchant = $1 and subject = $2 and (kind, id) > ($3, $4) order by kind, id limit $5");

    public static readonly Statement RemoveKey = new("delete from keys where merchant = $1 and kind = $2 and id = $3 and key = $4");

    private const string WithKey = "left join keys k on k.merchant = s.merchant and k.kind = s.kind and k.id = s.id";

    private const string EventColumns = "version, type, body, person, app, request_id, body_hash, trace_id, at, method, acts_for";

    public static readonly Statement LoadEvents = new(
        $"""
        select {EventColumns}, (select key from keys where merchant = $1 and kind = $2 and id = $3) from events
        where merchant = $1 and kind = $2 and id = $3 and version > $4 order by version limit $5
        """);

    public static readonly Statement Trail = TrailOf("");

    // As the index has it.
    public static readonly Statement TrailOfPerson = TrailOf("and coalesce(acts_for, person) = $8");

    public static readonly Statement TrailOfAggregate = TrailWithin("");

    public static readonly Statement TrailOfAggregateAndPerson = TrailWithin("and coalesce(acts_for, person) = $8");

    public static readonly Statement ListAscending = new(
        $"""
        select l.sort_key, l.item, l.aggregate, s.version, s.state, k.key
        from lists l join states s on s.merchant = l.merchant and s.kind = $3 and s.id = l.aggregate {WithKey}
        where l.merchant = $1 and l.list = $2 and (l.sort_key, l.item) > ($4, $5)
        order by l.sort_key, l.item limit $6
        """);

    public static readonly Statement ListDescending = new(
        $"""
        select l.sort_key, l.item, l.aggregate, s.version, s.state, k.key
        from lists l join states s on s.merchant = l.merchant and s.kind = $3 and s.id = l.aggregate {WithKey}
        where l.merchant = $1 and l.list = $2 and (l.sort_key, l.item) < ($4, $5)
        order by l.sort_key desc, l.item desc limit $6
        """);

    public static readonly Statement StatesAfter = new(
        $"select s.id, s.version, s.state, k.key from states s {WithKey} where s.merchant = $1 and s.kind = $2 and s.id > $3 order by s.id limit $4");

    public static readonly Statement Listed = new(
        "select list, sort_key, item, aggregate from lists where merchant = $1 and list = $2 and sort_key = $3 and item = $4");

    public static readonly Statement ListRows = ListRowsOf("");

    public static readonly Statement ListRowsOfAggregate = ListRowsOf("and aggregate = $6");

    public static readonly Statement ClaimRows = new("select name, holder from claims where merchant = $1 and name > $2 order by name limit $3");

    public static readonly Statement ClaimRowsOfHolder = new(
        "select name, holder from claims where merchant = $1 and name > $2 and holder = $4 order by name limit $3");

    public static readonly Statement WorkOf = new("select kind, aggregate, name, due from work where merchant = $1 and kind = $2 and aggregate = $3");

    // One statement, so that all of it is of one moment.
    public static readonly Statement Snapshot = new(
        """
        select kind, id, state, 0 as value from states where merchant = $1
        union all
        select '', name, '', value from counters where merchant = $1 and value <> 0
        """);

    public static readonly Statement Holder = new("select name, holder from claims where merchant = $1 and name = $2");

    public static readonly Statement Counter = new("select name, value from counters where merchant = $1 and name = $2");

    public static readonly Statement CountersUnder = new(
        "select name, value from counters where merchant = $1 and name > $2 and name < $3 and value > 0 order by name limit $4");

    public static readonly Statement LargestUnder = new(
        "select name, value from counters where merchant = $1 and name > $2 and name < $3 and value > 0 order by value desc, name limit $4");

    // One statement, so that both are of the same moment.
    public static readonly Statement Tally = new(
        """
        select (select cast(coalesce(sum(value), 0) as bigint) from counters where merchant = $1 and name >= $2 and name < $3),
               (select count(*) from lists where merchant = $1 and list = $4 and sort_key > $5)
        """);

    public static readonly Statement CountRows = new("select count(*) from lists where merchant = $1 and list = $2 and sort_key < $3");

    public static readonly Statement LoadDocument = new("select version, body from documents where merchant = $1 and kind = $2 and id = $3");

    public static readonly Statement PutDocument = new(
        """
        insert into documents (merchant, kind, id, version, body) values ($1, $2, $3, $4, $5)
        on conflict (merchant, kind, id) do update set version = excluded.version, body = excluded.body
        where documents.version < excluded.version
        """);

    public static readonly Statement Backlog = new(
        $"""
        select (select count(*) from outbox where published is null),
               (select count(*) from work where due <= $1),
               (select min(due) from work),
               (select count(*) from lists where list = '{OpenDeadLetters}')
        """);

    public static readonly Statement PruneOutbox = new(
        "delete from outbox where id in (select id from outbox where published < $1 and published is not null order by published limit $2)");

    public static readonly Statement PruneRequests = new(
        """
        delete from requests where (merchant, caller, method, request_id) in
            (select merchant, caller, method, request_id from requests where at < $1 order by at limit $2)
        """);

    // An event that may be replayed is remembered by whoever took it, however old it is.
    public static readonly Statement PruneInbox = new(
        $"""
        delete from inbox where (merchant, event_id, consumer) in
            (select i.merchant, i.event_id, i.consumer from inbox i
             where i.at < $1 and not exists
                 (select 1 from lists l where l.list = '{OpenDeadLetters}' and l.merchant = i.merchant and l.item = i.event_id)
             order by i.at limit $2)
        """);

    // By version, as the events' key has it: of one aggregate that is the order of time.
    private static Statement TrailWithin(string which) => new(
        $"""
        select {EventColumns}, kind, id from events
        where merchant = $1 and kind = $2 and id = $3 and version < $4 and at >= $5 and at < $6 {which} order by version desc limit $7
        """);

    private static Statement TrailOf(string which) => new(
        $"""
        select {EventColumns}, kind, id from events
        where merchant = $1 and at >= $2 and (at, kind, id, version) < ($3, $4, $5, $6) {which}
        order by at desc, kind desc, id desc, version desc limit $7
        """);

    private static Statement ListRowsOf(string which) => new(
        $"""
        select list, sort_key, item, aggregate from lists
        where merchant = $1 and (list, sort_key, item) > ($2, $3, $4) {which} order by list, sort_key, item limit $5
        """);
}
