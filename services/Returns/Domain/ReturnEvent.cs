using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Returns.Domain;

/// <summary>Something that happened to a return.</summary>
public abstract record ReturnEvent;

/// <param name="State">The return as it begins.</param>
public sealed record Requested(ReturnState State) : ReturnEvent;

public sealed record ReviewStarted(string By) : ReturnEvent;

/// <param name="Lines">With what is collected (R-RET-4).</param>
/// <param name="Pickup">Null when the courier need not come.</param>
/// <param name="Freight">Null when nothing comes back.</param>
/// <param name="Parcel">What is on its way already; null for nothing.</param>
/// <param name="Due">Of the next step; null when nothing comes back.</param>
public sealed record Approved(
    Approval Approval, ImmutableArray<Override> Overrides, ImmutableArray<ReturnLine> Lines, Pickup? Pickup, Freight? Freight, Parcel? Parcel,
    Instant? Due, string PolicyVersion) : ReturnEvent
{
    /// <summary>Who said that the goods were refused at the door, with who approves; null for other returns.</summary>
    public DoorConfirmations? Door { get; init; }
}

/// <summary>The courier says that the goods were refused at the door, and why.</summary>
/// <param name="Lines">With the reason that follows.</param>
public sealed record RefusalReported(DoorReport Report, string ReasonCode, ResponsibleParty Responsible, ImmutableArray<ReturnLine> Lines) : ReturnEvent;

public sealed record Rejected(string By, string Reason, Instant At) : ReturnEvent, IReasoned;

public sealed record Cancelled(string By, string Reason, Instant At) : ReturnEvent, IReasoned;

/// <summary>Day 5 passed without a pickup (R-RET-5).</summary>
public sealed record PickupMissed(Instant Due) : ReturnEvent;

/// <summary>The courier has the goods.</summary>
public sealed record PickedUp(Parcel Parcel, ImmutableArray<ReturnLine> Lines, Instant Due) : ReturnEvent;

/// <summary>The customer sent goods.</summary>
public sealed record Shipped(Parcel Parcel, ImmutableArray<ReturnLine> Lines, Instant Due) : ReturnEvent;

/// <summary>A parcel arrived and was counted.</summary>
/// <param name="Freight">With what was paid at the door.</param>
/// <param name="Due">Until when it is inspected.</param>
public sealed record Received(
    Receipt Receipt, ImmutableArray<ReturnLine> Lines, ImmutableArray<Parcel> Parcels, Freight? Freight, Instant Due, Instant DisputableUntil) : ReturnEvent;

/// <param name="Restocked">Pieces accepted now, and what the warehouse does with them.</param>
public sealed record Inspected(
    Inspection Inspection, ImmutableArray<ReturnLine> Lines, ImmutableArray<Restocked> Restocked, Instant DisputableUntil) : ReturnEvent;

/// <summary>What the warehouse does with pieces.</summary>
public sealed record Restocked(string LineId, int Quantity, Condition Condition, Restock To);

/// <summary>The courier lost what it had: nothing is recovered from the customer, the courier bears the loss (R-RET-5).</summary>
public sealed record GoodsLost : ReturnEvent;

/// <summary>
/// What is awaited will not be handed over any more: after a missed pickup what was advanced is to be collected (R-REF-5); what a customer did not
/// send is not refunded.
/// </summary>
public sealed record GoodsNeverCame : ReturnEvent;

/// <summary>Pieces may be refunded.</summary>
public sealed record RefundAllowed(Release Release) : ReturnEvent;

/// <summary>What the way back costs is known, or known better.</summary>
public sealed record FreightRecorded(string By, Freight Freight) : ReturnEvent;

public sealed record Disputed(Dispute Dispute) : ReturnEvent;

/// <param name="Lines">With the verdicts.</param>
/// <param name="InspectBy">Until when goods are inspected that turned up during the dispute.</param>
public sealed record DisputeResolved(
    string By, string Reason, ImmutableArray<Pieces> Accepted, ImmutableArray<ReturnLine> Lines, Instant InspectBy) : ReturnEvent, IReasoned;

/// <summary>Pieces are missing, and somebody has to answer for them.</summary>
/// <param name="Due">Until when a person finds out.</param>
public sealed record LossClaimed(Instant Due) : ReturnEvent;

public sealed record LossClosed(LossClosing Closing) : ReturnEvent;

public sealed record CaseAttached(string CaseId) : ReturnEvent;

/// <summary>A deadline passed that only a person can answer (R-CLK-4).</summary>
public sealed record Escalated(Wait Wait) : ReturnEvent;
