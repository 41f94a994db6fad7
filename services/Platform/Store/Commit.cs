using NodaTime;

namespace Aftersales.Platform.Store;

/// <summary>One transaction: everything that follows from one decision. Parts that are empty cost nothing.</summary>
public sealed record Commit(string Merchant)
{
    /// <summary>The new state and its events, unless the decision changed nothing.</summary>
    public AggregateChange? Change { get; init; }

    /// <summary>What becomes of the changed aggregate's key; null where it stays, or there is none.</summary>
    public KeyChange? Key { get; init; }

    /// <summary>Aggregates that must still be at these versions, and stay so until it is committed.</summary>
    public IReadOnlyCollection<Seen> Unchanged { get; init; } = [];

    /// <summary>The answered request, so that a repeat gets the same reply.</summary>
    public AnsweredRequest? Request { get; init; }

    /// <summary>The consumed event, so that a redelivery changes nothing. Unique with the aggregate that took it.</summary>
    public InboxKey? Inbox { get; init; }

    public IReadOnlyList<OutboxMessage> Outbox { get; init; } = [];

    /// <summary>Claims to take (unique key → holder) and to give back.</summary>
    public IReadOnlyList<Claim> Claims { get; init; } = [];

    public IReadOnlyList<string> ReleasedClaims { get; init; } = [];

    /// <summary>Bounded sums to move.</summary>
    public IReadOnlyList<CounterMove> Counters { get; init; } = [];

    /// <summary>List entries to add and to remove.</summary>
    public IReadOnlyList<ListEntry> Listed { get; init; } = [];

    public IReadOnlyList<ListEntry> Unlisted { get; init; } = [];

    /// <summary>Work to schedule (inserted, or given a new due time) and to call off. A leased row that is scheduled again loses its lease.</summary>
    public IReadOnlyList<Work> Scheduled { get; init; } = [];

    public IReadOnlyList<WorkKey> CalledOff { get; init; } = [];
}

/// <summary>An aggregate as it was seen.</summary>
public sealed record Seen(string Kind, string Id, long Version);

/// <summary>A new version of an aggregate. <see cref="ExpectedVersion"/> 0 creates it.</summary>
/// <param name="Events">At least one; they take versions ExpectedVersion + 1 … NewVersion.</param>
/// <param name="State">JSON of the state after the last event.</param>
public sealed record AggregateChange(string Kind, string Id, long ExpectedVersion, string State, IReadOnlyList<NewEvent> Events, Actor Actor, Instant At)
{
    public long NewVersion => ExpectedVersion + Events.Count;
}

/// <summary>The key of an aggregate's personal fields, with a change that was written under it.</summary>
/// <param name="Key">Must still be the aggregate's when this is committed, unless it is new: else the commit clashes as with another version.</param>
/// <param name="Subject">Whose personal data it protects: the customer's id; null where that is nobody's, or not known yet.</param>
/// <param name="IsMoved">The subject is another than before; not where the key is new.</param>
public sealed record KeyChange(string Key, string? Subject, bool IsNew, bool IsMoved = false);

/// <summary>A key that is there.</summary>
public sealed record KeyRow(string Kind, string Id, string Key);

/// <summary>An event to append: its type's name and its JSON.</summary>
public sealed record NewEvent(string Type, string Body);

/// <summary>Who caused an event, through which app and request; kept with the event for good.</summary>
/// <param name="Method">The method that was called, or the event or work that was handled.</param>
/// <param name="ActsFor">The person for whom a service acted; null where nobody is named.</param>
public sealed record Actor(
    string Person, string App, string? RequestId = null, string? BodyHash = null, string? TraceId = null, string? Method = null, string? ActsFor = null);

public sealed record StoredEvent(long Version, string Type, string Body, Actor Actor, Instant At)
{
    /// <summary>The aggregate's key; null where it has none, or it is not read with the events.</summary>
    public string? Key { get; init; }
}

/// <summary>An event among those of all aggregates.</summary>
public sealed record TrailEntry(string Kind, string Id, StoredEvent Event)
{
    public TrailPlace Place => new(Event.At, Kind, Id, Event.Version);
}

/// <summary>The place of an event among those of all aggregates: by time, and those of one moment in the order of their aggregates.</summary>
public sealed record TrailPlace(Instant At, string Kind, string Id, long Version);

/// <summary>Which events of a trail, the newest first.</summary>
/// <param name="From">Not those of earlier times.</param>
/// <param name="Before">Only what has its place before this one; a place with a time alone for what happened before that.</param>
/// <param name="Limit">1 … 500.</param>
public sealed record TrailQuery(Instant From, TrailPlace Before, int Limit)
{
    /// <summary>Only what this person did, or a service for them; null for everybody's.</summary>
    public string? Person { get; init; }

    /// <summary>Only events of this aggregate; null for all.</summary>
    public (string Kind, string Id)? Aggregate { get; init; }
}

/// <summary>A request as a repeat is recognised by: same caller, method and id.</summary>
public sealed record RequestKey(string Caller, string Method, string RequestId);

public sealed record AnsweredRequest(RequestKey Key, string BodyHash, byte[] Reply);

public sealed record InboxKey(string EventId, string Consumer);

/// <param name="EventId">Unique id of the CloudEvent.</param>
/// <param name="Topic">Topic to publish on.</param>
/// <param name="Body">The whole CloudEvent as structured JSON.</param>
public sealed record OutboxMessage(string EventId, string AggregateId, long Version, string Topic, string Body);

public sealed record Claim(string Key, string Holder);

/// <param name="Name">Which counter.</param>
/// <param name="Delta">Positive or negative.</param>
/// <param name="Limit">The sum must stay within 0 … Limit; the latest limit given counts.</param>
public sealed record CounterMove(string Name, long Delta, long Limit);

/// <summary>One row of a keyed list: in <paramref name="List"/>, at <paramref name="Key"/>, points to an item of an aggregate.</summary>
/// <param name="List">Which list, filters included, e.g. <c>owner:p_1</c>.</param>
/// <param name="Key">Sort key, unique together with the item; ordinal order.</param>
/// <param name="Item">What is listed: the aggregate's id, or of a part inside it.</param>
/// <param name="Aggregate">Id of the aggregate that holds it.</param>
public sealed record ListEntry(string List, string Key, string Item, string Aggregate);

/// <param name="Kind">Kind of the aggregates listed.</param>
/// <param name="After">Key and item of the last row seen; null starts at the beginning.</param>
/// <param name="Limit">1 … 500 rows.</param>
public sealed record ListQuery(string List, string Kind, (string Key, string Item)? After, int Limit, bool Descending = false);

public sealed record ListedRow(string Key, string Item, string Aggregate, long Version, string State)
{
    /// <summary>The key of the aggregate's personal fields; null where it has none.</summary>
    public string? AggregateKey { get; init; }
}

/// <summary>Work is known by the aggregate it belongs to and a name that is unique there, e.g. <c>deadline</c> or <c>payout:3</c>.</summary>
public sealed record WorkKey(string Kind, string Aggregate, string Name);

/// <param name="Key">Which work.</param>
/// <param name="Due">Business time from which it may run.</param>
public sealed record Work(WorkKey Key, Instant Due);

/// <summary>Which work: all, that of one name (before the colon), or all but that.</summary>
public sealed record WorkNames
{
    private WorkNames(string? name, bool isOnly) => (Name, IsOnly) = (name, isOnly);

    public static WorkNames All { get; } = new(null, false);

    public string? Name { get; }

    public bool IsOnly { get; }

    public static WorkNames Only(string name) => new(name, true);

    public static WorkNames Except(string name) => new(name, false);
}

/// <param name="Attempt">1 on the first lease; grows with each lease, expired ones included.</param>
/// <param name="Lease">Token of this lease.</param>
public sealed record WorkRow(string Merchant, WorkKey Key, Instant Due, int Attempt, string Lease);

/// <param name="Lease">Token of this lease.</param>
public sealed record OutboxRow(
    long Id, string Merchant, string EventId, string AggregateId, long Version, string Topic, string Body, int Attempt, string Lease);

public sealed record Document(long Version, string Body);

/// <param name="Unpublished">Outbox rows not yet published.</param>
/// <param name="Due">Work rows due now, leased ones included.</param>
/// <param name="NextDue">Business time of the earliest work row, due or not; null when there is none.</param>
/// <param name="DeadLetters">Events that were refused and that nobody has dealt with.</param>
public sealed record Backlog(long Unpublished, long Due, Instant? NextDue, long DeadLetters = 0);

/// <param name="Version">0 when there is no such aggregate.</param>
/// <param name="State">JSON; null when there is no such aggregate.</param>
/// <param name="Answered">The stored answer of the request that was asked about.</param>
public sealed record Loaded(long Version, string? State, AnsweredRequest? Answered)
{
    /// <summary>The key of its personal fields; null where it has none.</summary>
    public string? Key { get; init; }
}
