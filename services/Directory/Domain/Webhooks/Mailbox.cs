using System.Collections.Immutable;
using NodaTime;

namespace Aftersales.Directories.Domain;

/// <summary>What a subscription is told about one resource, in the order of the resource's versions: one delivery at a time.</summary>
/// <param name="Last">Number of the delivery that came last.</param>
public sealed record Mailbox(string Subscription, ImmutableArray<Delivery> Deliveries, int Last)
{
    public static Mailbox Of(string subscription) => new(subscription, [], 0);

    /// <summary>The subscription was found paused: nothing is sent until it is resumed, which is looked at again then at the latest. Null while it is not.</summary>
    public Instant? HeldUntil { get; init; }

    /// <summary>What is sent next; null when nothing waits.</summary>
    public Delivery? Head => Deliveries.Where(d => d.State == DeliveryState.Waiting).MinBy(d => (d.Version, d.Number));
}

/// <param name="Number">Within the mailbox, from 1.</param>
/// <param name="EventId">Id of the CloudEvent: receivers know a repeat by it.</param>
/// <param name="Version">Of the resource, after the event.</param>
/// <param name="Body">The CloudEvent as it is posted; null once it was delivered.</param>
/// <param name="Next">When it is tried next, while it waits.</param>
public sealed record Delivery(int Number, string EventId, string Type, string Resource, long Version, Instant Taken, string? Body, Instant Next)
{
    public DeliveryState State { get; init; } = DeliveryState.Waiting;

    public int Attempts { get; init; }

    /// <summary>Status of the last answer; 0 when there was none.</summary>
    public int Status { get; init; }

    /// <summary>Why the last try failed, in a word; null when it did not.</summary>
    public string? Problem { get; init; }

    /// <summary>When it was delivered or given up.</summary>
    public Instant? Ended { get; init; }
}

/// <summary>What became of a delivery. The numbers are the contract's.</summary>
public enum DeliveryState
{
    Waiting = 1,
    Delivered = 2,

    /// <summary>Given up; it can be replayed.</summary>
    Dead = 3,
}

/// <param name="Status">Of HTTP; 0 for no answer.</param>
/// <param name="Problem">Null for success.</param>
public sealed record Attempt(int Status, string? Problem)
{
    public bool Succeeded => Problem is null;
}

public abstract record MailboxEvent;

public sealed record DeliveryTaken(string Subscription, Delivery Delivery) : MailboxEvent;

/// <param name="Next">When it is tried again; null when it is over.</param>
public sealed record DeliveryTried(int Number, Attempt Attempt, Instant At, Instant? Next) : MailboxEvent;

public sealed record DeliveryGivenUp(int Number, string Problem, Instant At) : MailboxEvent;

public sealed record DeliveryReplayed(int Number, Instant At) : MailboxEvent;

public sealed record MailboxHeld(Instant Until) : MailboxEvent;

public sealed record MailboxReleased : MailboxEvent;

/// <summary>What is over and no longer shown.</summary>
public sealed record DeliveriesForgotten(ImmutableArray<int> Numbers) : MailboxEvent;
