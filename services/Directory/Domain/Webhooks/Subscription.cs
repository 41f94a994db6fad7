using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Directories.Domain;

/// <summary>A webhook: events of some types are posted to an address of the merchant's.</summary>
/// <param name="Types">Full proto names of events.</param>
/// <param name="Secrets">What is signed with; the present one last, and before it one that is being replaced.</param>
public sealed record Subscription(string Label, string Url, ImmutableSortedSet<string> Types, ImmutableArray<HookSecret> Secrets, Instant Made, string By)
{
    public HookState State { get; init; } = HookState.Active;

    /// <summary>Since when nothing was delivered though it was tried; null while deliveries succeed.</summary>
    public Instant? FailingSince { get; init; }

    /// <summary>Whether its mailboxes are still to be told that it was resumed, or has ended.</summary>
    public bool WakesMailboxes { get; init; }

    public bool Sends => State == HookState.Active;

    /// <summary>What a delivery is signed with now, the present secret first.</summary>
    public IEnumerable<string> SecretsAt(Instant now) => Secrets.Reverse().Where(s => s.Until is not { } until || until > now).Select(s => s.Sealed);
}

/// <param name="Sealed">Sealed: unlike an API key's it is needed in clear, to sign with.</param>
/// <param name="Until">Until when it signs beside its successor; null while it is the present one.</param>
public sealed record HookSecret(string Sealed, Instant? Until = null);

/// <summary>Whether events are delivered. The numbers are the contract's.</summary>
public enum HookState
{
    Active = 1,

    /// <summary>Somebody wants it so; events wait.</summary>
    Paused = 2,

    /// <summary>Nothing could be delivered for too long; events wait.</summary>
    Failed = 3,

    /// <summary>For good; nothing is kept for it any more.</summary>
    Ended = 4,
}

public abstract record SubscriptionEvent;

public sealed record SubscriptionMade(string Label, string Url, ImmutableSortedSet<string> Types, string SealedSecret, Instant At, string By) : SubscriptionEvent;

public sealed record SecretReplaced(string SealedSecret, Instant OldUntil) : SubscriptionEvent;

public sealed record SubscriptionPaused : SubscriptionEvent;

public sealed record SubscriptionResumed : SubscriptionEvent;

public sealed record SubscriptionEnded : SubscriptionEvent;

public sealed record MailboxesWoken : SubscriptionEvent;

/// <summary>A first delivery failed after others had succeeded.</summary>
public sealed record DeliveriesFail(Instant Since) : SubscriptionEvent;

public sealed record DeliveriesSucceed : SubscriptionEvent;

/// <summary>Deliveries failed for so long that it pauses by itself.</summary>
public sealed record SubscriptionFailed : SubscriptionEvent;

/// <summary>What can happen to a webhook.</summary>
public sealed class SubscriptionDecider(HookPolicy policy, Instant now)
{
    public Decision<SubscriptionEvent> Replace(Subscription? hook, string sealedSecret, Duration? overlap) => hook switch
    {
        null => NotFound,
        { State: HookState.Ended } => Wrong(hook),
        _ => new SecretReplaced(sealedSecret, now + (overlap ?? policy.Overlap)),
    };

    public Decision<SubscriptionEvent> Pause(Subscription? hook) => hook switch
    {
        null => NotFound,
        { State: HookState.Ended } => Wrong(hook),
        { State: HookState.Paused } => Decision<SubscriptionEvent>.Nothing,
        _ => new SubscriptionPaused(),
    };

    public Decision<SubscriptionEvent> Resume(Subscription? hook) => hook switch
    {
        null => NotFound,
        { State: HookState.Ended } => Wrong(hook),
        { State: HookState.Active } => Decision<SubscriptionEvent>.Nothing,
        _ => new SubscriptionResumed(),
    };

    public static Decision<SubscriptionEvent> End(Subscription? hook) => hook switch
    {
        null => NotFound,
        { State: HookState.Ended } => Decision<SubscriptionEvent>.Nothing,
        _ => new SubscriptionEnded(),
    };

    public static Decision<SubscriptionEvent> Woken(Subscription hook) => hook.WakesMailboxes ? new MailboxesWoken() : Decision<SubscriptionEvent>.Nothing;

    /// <summary>A delivery was tried.</summary>
    public Decision<SubscriptionEvent> Note(Subscription hook, bool succeeded) => (hook, succeeded) switch
    {
        ({ Sends: false }, _) or ({ FailingSince: null }, true) => Decision<SubscriptionEvent>.Nothing,
        (_, true) => new DeliveriesSucceed(),
        ({ FailingSince: null }, false) => new DeliveriesFail(now),
        _ => now - hook.FailingSince!.Value >= policy.PauseAfter ? new SubscriptionFailed() : Decision<SubscriptionEvent>.Nothing,
    };

    public static Subscription Evolve(Subscription? hook, SubscriptionEvent happened) => (hook, happened) switch
    {
        (null, SubscriptionMade e) => new(e.Label, e.Url, e.Types, [new(e.SealedSecret)], e.At, e.By),
        ({ } there, SecretReplaced e) => there with { Secrets = [there.Secrets[^1] with { Until = e.OldUntil }, new(e.SealedSecret)] },
        ({ } there, SubscriptionPaused) => there with { State = HookState.Paused },
        ({ } there, SubscriptionResumed) => there with { State = HookState.Active, FailingSince = null, WakesMailboxes = true },
        ({ } there, SubscriptionEnded) => there with { State = HookState.Ended, WakesMailboxes = true },
        ({ } there, MailboxesWoken) => there with { WakesMailboxes = false },
        ({ } there, DeliveriesFail e) => there with { FailingSince = e.Since },
        ({ } there, DeliveriesSucceed) => there with { FailingSince = null },
        ({ } there, SubscriptionFailed) => there with { State = HookState.Failed },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot follow"),
    };

    private static Refusal NotFound => new(DirectoryReasons.SubscriptionNotFound, "no such subscription of this merchant");

    private static Refusal Wrong(Subscription hook) => Refusal.WrongState(
        DirectoryReasons.SubscriptionStateInvalid, $"{hook.State}".ToUpperInvariant(), "ACTIVE", "PAUSED", "FAILED");
}
