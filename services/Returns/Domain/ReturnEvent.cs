using System.Collections.Immutable;
using NodaTime;

namespace Aftersales.Returns.Domain;

/// <summary>Something that happened to a return.</summary>
public abstract record ReturnEvent;

public sealed record Requested(
    string Id,
    string OrderId,
    string CustomerId,
    ReturnReason Reason,
    ImmutableArray<ReturnLine> Lines,
    string? SealedDescription,
    ImmutableArray<string> EvidenceIds,
    string? CaseId,
    bool CustomerShips,
    ResponsibleParty Responsible,
    string PolicyVersion,
    Instant At,
    Instant Due) : ReturnEvent;

public sealed record ReviewStarted(string By) : ReturnEvent;

/// <param name="Lines">With what is collected (R-RET-4).</param>
/// <param name="Pickup">Null when the courier need not come.</param>
/// <param name="Due">Of the next step; null when nothing comes back.</param>
public sealed record Approved(
    string By, bool BeyondResale, ImmutableArray<ReturnLine> Lines, Pickup? Pickup, ReturnStage Stage, Instant? Due, string PolicyVersion) : ReturnEvent;

public sealed record Rejected(string By, string Reason, Instant At) : ReturnEvent;

public sealed record Cancelled(string By, string Reason, Instant At) : ReturnEvent;

/// <summary>The courier confirmed the booking.</summary>
public sealed record PickupBooked : ReturnEvent;

/// <summary>The courier knows that nobody is to be visited any more.</summary>
public sealed record PickupCalledOff : ReturnEvent;

/// <summary>Day 5 passed without a pickup (R-RET-5).</summary>
public sealed record PickupMissed(Instant Due) : ReturnEvent;

/// <summary>The courier has the goods.</summary>
public sealed record PickedUp(string By, string TrackingNo, Instant Due) : ReturnEvent;

/// <summary>The customer sent the goods.</summary>
public sealed record Shipped(string By, string TrackingNo, Instant Due) : ReturnEvent;

/// <param name="Lines">With what arrived.</param>
public sealed record Received(string By, ImmutableArray<ReturnLine> Lines, Instant Due) : ReturnEvent;

/// <param name="Lines">With the verdicts.</param>
public sealed record Inspected(string By, ImmutableArray<ReturnLine> Lines) : ReturnEvent;

/// <summary>The courier lost them: nothing is recovered from the customer, the courier bears the loss (R-RET-5).</summary>
public sealed record GoodsLost : ReturnEvent;

/// <summary>After a missed pickup the goods were not handed over either: what was advanced is to be collected (R-REF-5).</summary>
public sealed record GoodsNeverCame : ReturnEvent;

public sealed record RefundAllowed(RefundBasis Basis) : ReturnEvent;

public sealed record CaseAttached(string CaseId) : ReturnEvent;

/// <summary>A deadline passed that only a person can answer (R-CLK-4).</summary>
public sealed record Escalated(ReturnStage Stage) : ReturnEvent;
