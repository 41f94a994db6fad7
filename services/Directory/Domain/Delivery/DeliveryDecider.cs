using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Directories.Domain;

/// <summary>What a provider says of a message.</summary>
public abstract record Handover
{
    /// <param name="Reference">Its own number of it; empty for none.</param>
    public sealed record Taken(string Reference) : Handover;

    /// <summary>It has it, and has not decided.</summary>
    public sealed record Pending : Handover;

    /// <param name="Code">Why it will never take it.</param>
    public sealed record Refused(string Code) : Handover;

    /// <param name="Why">Why it has not got it now.</param>
    public sealed record NotTaken(string Why) : Handover;

    /// <summary>No answer: whether it has it is not known.</summary>
    public sealed record Unknown : Handover;
}

/// <summary>When a message goes out and over what, and what follows from the providers' answers (R-CLK-4: it always ends).</summary>
public sealed class DeliveryDecider(DeliveryPolicy policy, DateTimeZone zone, Instant now)
{
    private static readonly Decision<DeliveryEvent> Nothing = Decision<DeliveryEvent>.Nothing;

    public static Decision<DeliveryEvent> Take(Outgoing? message, Outgoing told, Instant now) =>
        message is null ? new MessageTaken(told with { Next = now }) : Nothing;

    /// <summary>Its time has come.</summary>
    /// <param name="carried">Media that there is a provider for.</param>
    public Decision<DeliveryEvent> Begin(Outgoing? message, Contact? contact, IReadOnlySet<Medium> carried)
    {
        // What there is no way for waits for a contact, and comes here in the end alone.
        if (message is not { Stage: DeliveryStage.Waiting or DeliveryStage.Undeliverable } || message.Next > now)
            return Nothing;
        if (now >= message.Until)
            return new MessageLapsed();
        ImmutableArray<Medium> ways = [.. (contact?.Ways(policy.Order) ?? []).Where(carried.Contains)];
        if (ways.Except(message.Closed).FirstOrDefault() is not (not Medium.Unspecified and var medium))
            return new NoWay(WhyNot(contact, ways), EndOfDay(message.Until));
        if (!policy.Urgent.Contains(message.Template) && policy.QuietHours.End(now, zone) is { } end)
            return new MessagePutOff(end);
        return new SendingBegun(medium);
    }

    /// <summary>The provider answered, when it was sent or when it was asked about.</summary>
    public Decision<DeliveryEvent> Hear(Outgoing? message, Handover answer)
    {
        if (message is not { Stage: DeliveryStage.Sending or DeliveryStage.Unknown })
            return Nothing;
        return answer switch
        {
            Handover.Taken taken => new MessageSent(taken.Reference, now),
            Handover.Refused refused => new MediumRefused(refused.Code, now),
            Handover.NotTaken failed => Again(message, failed.Why),
            // Asked about as often as it would be tried.
            _ => message.Tries > policy.Retries.Length ? new MessageGivenUp("NO_ANSWER") : new AnswerAwaited(now + policy.AskAfter),
        };
    }

    /// <summary>The customer can be reached otherwise now.</summary>
    public Decision<DeliveryEvent> Reach(Outgoing? message) =>
        message is { Stage: DeliveryStage.Undeliverable } && now < message.Until ? new MessageRevived(now, message.Until) : Nothing;

    /// <summary>The customer's personal data is erased: what has not reached them is sent no more. What is being sent just now is heard of first.</summary>
    public Decision<DeliveryEvent> Forget(Outgoing? message) =>
        message is { Stage: DeliveryStage.Waiting or DeliveryStage.Undeliverable } ? new MessageGivenUp("ERASED") : Nothing;

    /// <summary>A person has it tried again.</summary>
    public Decision<DeliveryEvent> Replay(Outgoing? message) => message switch
    {
        null => new Refusal(DeliveryReasons.MessageNotFound, "no such message"),
        { Stage: DeliveryStage.Dead or DeliveryStage.Undeliverable or DeliveryStage.Lapsed } =>
            new MessageRevived(now, Instant.Max(message.Until, now + policy.ReplayedFor)),
        _ => Refusal.WrongState(DeliveryReasons.MessageStateInvalid, Upper(message.Stage), "DEAD", "UNDELIVERABLE", "LAPSED"),
    };

    public static Outgoing Evolve(Outgoing? message, DeliveryEvent happened) => (message, happened) switch
    {
        (null, MessageTaken e) => e.Message,
        ({ } m, MessagePutOff e) => m with { Next = e.Until, Why = "QUIET_HOURS" },
        ({ } m, SendingBegun e) => m with
        {
            Stage = DeliveryStage.Sending,
            Medium = e.Medium,
            Tries = e.Medium == m.Medium ? m.Tries + 1 : 1,
            Why = "",
        },
        ({ } m, MessageSent e) => m with { Stage = DeliveryStage.Sent, SentAt = e.At, Reference = e.Reference, Next = null, Why = "" },
        ({ } m, AnswerAwaited e) => m with { Stage = DeliveryStage.Unknown, Tries = m.Stage == DeliveryStage.Unknown ? m.Tries + 1 : m.Tries, Next = e.AskAt, Why = "NO_ANSWER" },
        ({ } m, MediumRefused e) => m with { Stage = DeliveryStage.Waiting, Closed = m.Closed.Add(m.Medium), Next = e.At, Why = e.Code },
        ({ } m, SendingFailed e) => m with { Stage = DeliveryStage.Waiting, Next = e.Again, Why = e.Why },
        ({ } m, MessageGivenUp e) => m with { Stage = DeliveryStage.Dead, Next = null, Why = e.Why },
        ({ } m, NoWay e) => m with { Stage = DeliveryStage.Undeliverable, Next = e.LapsesAt, Why = e.Why },
        ({ } m, MessageRevived e) => m with
        {
            Stage = DeliveryStage.Waiting,
            Tries = 0,
            Rounds = m.Closed.Aggregate(m.Rounds, (rounds, medium) => rounds.SetItem(medium, rounds.GetValueOrDefault(medium) + 1)),
            Closed = [],
            Next = e.At,
            Until = e.Until,
            Why = "",
        },
        ({ } m, MessageLapsed) => m with { Stage = DeliveryStage.Lapsed, Next = null },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot follow"),
    };

    private Decision<DeliveryEvent> Again(Outgoing message, string why) => message.Tries > policy.Retries.Length
        ? new MessageGivenUp(why)
        : new SendingFailed(why, now + policy.Retries[message.Tries - 1]);

    private Instant EndOfDay(Instant at) => zone.AtStartOfDay(at.InZone(zone).Date.PlusDays(1)).ToInstant();

    private static string WhyNot(Contact? contact, ImmutableArray<Medium> ways) =>
        !ways.IsEmpty ? "REFUSED"
        : contact is null || contact.Addresses.IsEmpty ? "NO_CONTACT"
        : contact.Addresses.Values.All(address => !address.Consent) ? "NO_CONSENT"
        : "NO_PROVIDER";

    private static string Upper(DeliveryStage stage) => stage.ToString().ToUpperInvariant();
}
