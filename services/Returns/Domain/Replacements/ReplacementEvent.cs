using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Returns.Domain.Replacements;

/// <summary>Something that happened to a replacement.</summary>
public abstract record ReplacementEvent;

/// <param name="State">As it begins.</param>
public sealed record Requested(Replacement State) : ReplacementEvent;

public sealed record Approved(string By, OriginalOutcome Original, Instant At, Instant Due, string PolicyVersion) : ReplacementEvent;

/// <summary>R-REP-1: the original ends as returned without refund.</summary>
public sealed record OriginalRegistered : ReplacementEvent;

/// <summary>Nothing of it is left at the order platform.</summary>
public sealed record OriginalWithdrawn : ReplacementEvent;

/// <summary>The order is to be placed under this number.</summary>
public sealed record PlacementDecided(PlatformOrder Order, Instant Due) : ReplacementEvent;

public sealed record Placed(Instant Promised, Instant AskAt, string PolicyVersion) : ReplacementEvent;

public sealed record Dispatched(string? TrackingNo, Instant AskAt) : ReplacementEvent;

/// <summary>The order platform was asked and had nothing new.</summary>
public sealed record Asked(Instant AskAt) : ReplacementEvent;

public sealed record Delivered(Instant At) : ReplacementEvent;

public sealed record Failed(Ending Ending) : ReplacementEvent;

/// <summary>Somebody wants it cancelled; the order platform is to be asked.</summary>
public sealed record CallOffDecided(Ending CallOff) : ReplacementEvent;

/// <summary>It had left before it could be cancelled.</summary>
public sealed record CallOffTooLate : ReplacementEvent;

public sealed record Cancelled(Ending Ending) : ReplacementEvent, IReasoned
{
    string IReasoned.Reason => Ending.Reason;
}

/// <param name="Due">When the next verdict falls; null where only a person can go on.</param>
public sealed record Overdue(Instant? Due) : ReplacementEvent;
