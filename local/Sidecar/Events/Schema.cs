namespace Aftersales.Sidecar.Events;

/// <summary>The broker's file. A delivery is an event that one app has yet to settle; an event without deliveries is settled by all.</summary>
internal static class Schema
{
    public const string Create = """
        pragma journal_mode = wal;
        pragma synchronous = full;
        create table if not exists event (
            seq integer primary key autoincrement,
            topic text not null,
            body blob not null,
            published_ms integer not null);
        create index if not exists event_by_age on event (published_ms);
        create table if not exists subscription (
            app text not null,
            topic text not null,
            primary key (app, topic)) without rowid;
        create table if not exists delivery (
            app text not null,
            topic text not null,
            seq integer not null references event (seq),
            attempts integer not null,
            primary key (app, topic, seq)) without rowid;
        create index if not exists delivery_by_event on delivery (seq);
        """;

    public const string AddEvent = """
        insert into event (topic, body, published_ms) values ($topic, $body, $now);
        insert into delivery (app, topic, seq, attempts)
            select app, topic, last_insert_rowid(), 0 from subscription where topic = $topic;
        """;

    public const string Settle = "delete from delivery where app = $app and topic = $topic and seq = $seq";

    public const string NoteAttempts = "update delivery set attempts = $attempts where app = $app and topic = $topic and seq = $seq";

    // A new subscription takes what is still there; an old one has its deliveries already.
    public const string Subscribe = """
        insert or ignore into delivery (app, topic, seq, attempts)
            select $app, topic, seq, 0 from event where topic = $topic
            and not exists (select 1 from subscription where app = $app and topic = $topic);
        insert or ignore into subscription (app, topic) values ($app, $topic);
        """;

    public const string SubscribedTopics = "select topic from subscription where app = $app";

    public const string Unsubscribe = """
        delete from delivery where app = $app and topic = $topic;
        delete from subscription where app = $app and topic = $topic;
        """;

    public const string Purge = "delete from event where published_ms <= $before and not exists (select 1 from delivery where delivery.seq = event.seq)";

    public const string Load = """
        select delivery.seq, delivery.attempts, event.body from delivery join event on event.seq = delivery.seq
        where delivery.app = $app and delivery.topic = $topic and delivery.seq > $after order by delivery.seq limit $limit
        """;

    public const string Pending = "select count(*) from delivery";

    public const string PendingForApp = "select count(*) from delivery where app = $app";

    public const string DataVersion = "pragma data_version";
}
