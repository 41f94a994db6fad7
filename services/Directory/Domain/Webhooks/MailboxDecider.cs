using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Directories.Domain;

/// <summary>What happens to deliveries: taken, tried with growing intervals, delivered or given up, replayed.</summary>
public sealed class MailboxDecider(HookPolicy policy, Instant now)
{
    // Should whoever resumes and whoever holds miss each other.
    private static readonly Duration LookAgain = Duration.FromHours(1);

    public Decision<MailboxEvent> Take(Mailbox? box, string subscription, Delivery delivery)
    {
        var before = box ?? Mailbox.Of(subscription);
        if (before.Deliveries.Any(d => d.EventId == delivery.EventId))
            return Decision<MailboxEvent>.Nothing;
        var taken = new DeliveryTaken(subscription, delivery with { Number = before.Last + 1, Taken = now, Next = now });
        var waiting = before.Deliveries.Where(d => d.State == DeliveryState.Waiting).ToList();
        return waiting.Count < policy.MostWaiting
            ? taken
            : Decision<MailboxEvent>.Of(taken, new DeliveryGivenUp(before.Head!.Number, "TOO_MANY_WAITING", now));
    }

    public Decision<MailboxEvent> Tried(Mailbox box, int number, Attempt attempt)
    {
        if (Find(box, number) is not { State: DeliveryState.Waiting } delivery)
            return Decision<MailboxEvent>.Nothing;
        Instant? next = attempt.Succeeded || delivery.Attempts >= policy.Retries.Length ? null : now + policy.Retries[delivery.Attempts];
        var tried = new DeliveryTried(number, attempt, now, next);
        var over = Evolve(box, tried).Deliveries.Where(d => d.State == DeliveryState.Delivered).OrderByDescending(d => d.Ended).Skip(policy.Kept).Select(d => d.Number).ToImmutableArray();
        return over.IsEmpty ? tried : Decision<MailboxEvent>.Of(tried, new DeliveriesForgotten(over));
    }

    /// <summary>The subscription is paused.</summary>
    public Decision<MailboxEvent> Hold(Mailbox box) => new MailboxHeld(now + LookAgain);

    /// <summary>The subscription was resumed.</summary>
    public static Decision<MailboxEvent> Release(Mailbox box) => box.HeldUntil is null ? Decision<MailboxEvent>.Nothing : new MailboxReleased();

    /// <summary>The subscription has ended: nothing is kept for it.</summary>
    public static Decision<MailboxEvent> Clear(Mailbox box) => new DeliveriesForgotten([.. box.Deliveries.Select(d => d.Number)]);

    public Decision<MailboxEvent> Replay(Mailbox? box, int number) => box is null ? NotFound : Find(box, number) switch
    {
        null => NotFound,
        { State: DeliveryState.Dead } => new DeliveryReplayed(number, now),
        { State: DeliveryState.Waiting } => Decision<MailboxEvent>.Nothing,
        _ => Refusal.WrongState(DirectoryReasons.DeliveryStateInvalid, "DELIVERED", "DEAD"),
    };

    public static Mailbox Evolve(Mailbox? box, MailboxEvent happened) => (box, happened) switch
    {
        (var before, DeliveryTaken e) => Added(before ?? Mailbox.Of(e.Subscription), e.Delivery),
        ({ } there, DeliveryTried e) => Change(there, e.Number, d => After(d, e)) with { HeldUntil = null },
        ({ } there, DeliveryGivenUp e) => Change(there, e.Number, d => d with { State = DeliveryState.Dead, Problem = e.Problem, Ended = e.At }),
        ({ } there, DeliveryReplayed e) => Change(there, e.Number, d => d with { State = DeliveryState.Waiting, Attempts = 0, Next = e.At, Ended = null }),
        ({ } there, MailboxHeld e) => there with { HeldUntil = e.Until },
        ({ } there, MailboxReleased) => there with { HeldUntil = null },
        ({ } there, DeliveriesForgotten e) => there with { Deliveries = [.. there.Deliveries.Where(d => !e.Numbers.Contains(d.Number))] },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot follow"),
    };

    private static Mailbox Added(Mailbox box, Delivery delivery) => box with { Deliveries = box.Deliveries.Add(delivery), Last = delivery.Number };

    private static Delivery After(Delivery delivery, DeliveryTried tried)
    {
        var after = delivery with { Attempts = delivery.Attempts + 1, Status = tried.Attempt.Status, Problem = tried.Attempt.Problem };
        return (tried.Attempt.Succeeded, tried.Next) switch
        {
            (true, _) => after with { State = DeliveryState.Delivered, Body = null, Ended = tried.At },
            (_, { } next) => after with { Next = next },
            _ => after with { State = DeliveryState.Dead, Ended = tried.At },
        };
    }

    private static Mailbox Change(Mailbox box, int number, Func<Delivery, Delivery> change) =>
        box with { Deliveries = [.. box.Deliveries.Select(d => d.Number == number ? change(d) : d)] };

    private static Delivery? Find(Mailbox box, int number) => box.Deliveries.FirstOrDefault(d => d.Number == number);

    private static Refusal NotFound => new(DirectoryReasons.DeliveryNotFound, "no such delivery of this merchant");
}
