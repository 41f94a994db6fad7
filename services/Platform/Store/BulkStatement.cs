namespace Aftersales.Platform.Store;

/// <summary>
/// A statement for many rows at once on PostgreSQL: its parameters are arrays, one for each parameter of the statement for one row. A row costs a
/// fraction of what a statement of its own does.
/// </summary>
/// <param name="One">The statement for one row.</param>
/// <param name="Text">The SQL; <c>rows</c> has the columns p1, p2, … as the one row's parameters.</param>
/// <param name="Numbers">Which of the parameters are numbers, from 0; the others are text.</param>
internal sealed record BulkStatement(Statement One, string Text, params int[] Numbers)
{
    /// <summary>
    /// In the order in which they run: of different aggregates rows can be written table by table, and what an aggregate's own order asks for (its
    /// events before its version) holds among the tables.
    /// </summary>
    public static IReadOnlyList<BulkStatement> All { get; } =
    [
        Of(CommitStatements.Create, 5, "insert into states (merchant, kind, id, version, state) select p1, p2, p3, p4, p5 from rows", 3),
        Of(
            CommitStatements.AppendNext,
            14,
            """
            insert into events (merchant, kind, id, version, type, body, person, app, request_id, body_hash, trace_id, at, method, acts_for)
            select p1, p2, p3, (select s.version + 1 from states s where s.merchant = p1 and s.kind = p2 and s.id = p3 and s.version = p4),
                   p5, p6, p7, p8, p9, p10, p11, p12, p13, p14
            from rows
            """,
            3,
            11),
        Of(
            CommitStatements.Append,
            14,
            """
            insert into events (merchant, kind, id, version, type, body, person, app, request_id, body_hash, trace_id, at, method, acts_for)
            select p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13, p14 from rows
            """,
            3,
            11),
        Of(CommitStatements.MakeKey, 5, "insert into keys (merchant, kind, id, subject, key) select p1, p2, p3, p4, p5 from rows"),
        Of(
            CommitStatements.MoveKey,
            5,
            "update keys k set subject = p4 from rows where k.merchant = p1 and k.kind = p2 and k.id = p3 and k.key = p5"),
        Of(
            CommitStatements.AdvanceUnderKey,
            7,
            $"""
            update states s set version = case when s.version = p4 and
                (select 1 from keys k where k.merchant = p1 and k.kind = p2 and k.id = p3 and k.key = p7{CommitStatements.KeyShare}) = 1 then p5 else -1 end, state = p6
            from rows where s.merchant = p1 and s.kind = p2 and s.id = p3
            """,
            3,
            4),
        Of(
            CommitStatements.Advance,
            6,
            """
            update states s set version = case when s.version = p4 then p5 else -1 end, state = p6
            from rows where s.merchant = p1 and s.kind = p2 and s.id = p3
            """,
            3,
            4),
        Of(CommitStatements.Unlist, 4, "delete from lists l using rows where l.merchant = p1 and l.list = p2 and l.sort_key = p3 and l.item = p4"),
        Of(
            CommitStatements.List,
            5,
            """
            insert into lists (merchant, list, sort_key, item, aggregate) select p1, p2, p3, p4, p5 from rows
            on conflict (merchant, list, sort_key, item) do update set aggregate = excluded.aggregate
            """),
        Of(CommitStatements.CallOff, 4, "delete from work w using rows where w.merchant = p1 and w.kind = p2 and w.aggregate = p3 and w.name = p4"),
        Of(
            CommitStatements.Schedule,
            5,
            """
            insert into work (merchant, kind, aggregate, name, due) select p1, p2, p3, p4, p5 from rows
            on conflict (merchant, kind, aggregate, name) do update set due = excluded.due, attempts = 0, available = 0, lease = null
            """,
            4),
        Of(
            CommitStatements.Publish,
            6,
            "insert into outbox (merchant, event_id, aggregate, version, topic, body) select p1, p2, p3, p4, p5, p6 from rows order by place",
            3),
    ];

    private static BulkStatement Of(Statement one, int parameters, string text, params int[] numbers)
    {
        var arrays = string.Join(", ", Enumerable.Range(0, parameters).Select(p => $"${p + 1}::{(numbers.Contains(p) ? "bigint" : "text")}[]"));
        var columns = string.Join(", ", Enumerable.Range(1, parameters).Select(p => $"p{p}"));
        return new(one, $"with rows as (select * from unnest({arrays}) with ordinality as given ({columns}, place)) {text}", numbers);
    }
}
