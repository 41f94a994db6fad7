using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Returns.Domain;

/// <summary>A return: goods of one order that come back, or are scrapped where they are.</summary>
public sealed record ReturnState
{
    public required string Id { get; init; }

    public required string OrderId { get; init; }

    public required string CustomerId { get; init; }

    public required ReturnStage Stage { get; init; }

    public required ReturnReason Reason { get; init; }

    public required ImmutableArray<ReturnLine> Lines { get; init; }

    /// <summary>What the customer said, encrypted (R-PPL-2); null when nothing.</summary>
    public string? SealedDescription { get; init; }

    public required ImmutableArray<string> EvidenceIds { get; init; }

    public string? CaseId { get; init; }

    public bool CustomerShips { get; init; }

    public ResponsibleParty Responsible { get; init; }

    public required Instant RequestedAt { get; init; }

    /// <summary>Version of the policy under which the last decision was taken (R-COMP-9).</summary>
    public required string PolicyVersion { get; init; }

    /// <summary>When the present step is overdue; null once nothing is waited for (R-CLK-4).</summary>
    public Instant? Due { get; init; }

    /// <summary>The deadline passed and only a person can go on: it does not pass again for this step.</summary>
    public bool IsEscalated { get; init; }

    /// <summary>Who took which step, so that a repeat is told from another's decision.</summary>
    public string? Reviewer { get; init; }

    public Approval? Approval { get; init; }

    public Ending? Ending { get; init; }

    public Pickup? Pickup { get; init; }

    public Shipment? Shipment { get; init; }

    /// <summary>Who counted what arrived.</summary>
    public string? ReceivedBy { get; init; }

    public string? InspectedBy { get; init; }

    public RefundBasis Refundable { get; init; }

    /// <summary>Lines whose goods come back; the others are scrapped or left with the customer.</summary>
    public IEnumerable<ReturnLine> Coming => Lines.Where(l => l.IsComing);
}

/// <summary>Pieces of one line.</summary>
/// <param name="Quantity">Pieces returned, 1 to <paramref name="Bought"/>.</param>
/// <param name="Bought">Pieces of the line that were bought: the bound of all its returns together (R-RET-2).</param>
public sealed record ReturnLine(string LineId, int Quantity, int Bought, Money UnitListPrice)
{
    public Collection Collection { get; init; }

    /// <summary>Pieces that arrived.</summary>
    public int Received { get; init; }

    /// <summary>Pieces to be refunded for good: accepted at inspection, lost by the courier, or never to come back by R-RET-4.</summary>
    public int Accepted { get; init; }

    /// <summary>Pieces refused at inspection.</summary>
    public int Refused { get; init; }

    public string? Refusal { get; init; }

    public bool IsComing => Collection is Collection.Collect or Collection.CustomerShips;
}

/// <param name="BeyondResale">The specialist found the goods damaged beyond resale.</param>
public sealed record Approval(string By, bool BeyondResale);

/// <summary>Why it was rejected or cancelled.</summary>
public sealed record Ending(string By, string Reason, Instant At);

/// <summary>On its way under the courier's number; null where goods refused at the door go back under the one they came with.</summary>
public sealed record Shipment(string By, string? TrackingNo);

/// <summary>A courier's pickup, booked under a number that follows from the return's id.</summary>
/// <param name="BookFrom">When it was decided: it can be booked from then on.</param>
/// <param name="Due">When it has to be done at the latest (R-RET-4).</param>
public sealed record Pickup(string BookingNo, Instant BookFrom, Instant Due)
{
    public bool IsBooked { get; init; }

    public bool IsDone { get; init; }

    /// <summary>Not done in time (R-RET-5); it can still be made good.</summary>
    public bool IsMissed { get; init; }

    /// <summary>The courier was told that it is off, or never knew of it.</summary>
    public bool IsCalledOff { get; init; }
}
