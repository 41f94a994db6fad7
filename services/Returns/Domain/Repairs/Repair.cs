using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Returns.Domain.Repairs;

/// <summary>Goods that are repaired or altered and sent back; the price is told first (R-RET-8).</summary>
public sealed record Repair
{
    public required string Id { get; init; }

    /// <summary>The plan's step that asked for it.</summary>
    public required string CauseId { get; init; }

    public required string CaseId { get; init; }

    public required string OrderId { get; init; }

    public required string CustomerId { get; init; }

    public required ImmutableArray<RepairLine> Lines { get; init; }

    /// <summary>What is to be done, encrypted (R-PPL-2).</summary>
    public required SealedText SealedWish { get; init; }

    public required ResponsibleParty Responsible { get; init; }

    public required Instant RequestedAt { get; init; }

    /// <summary>Version of the policy under which the last decision was taken (R-COMP-9).</summary>
    public required string PolicyVersion { get; init; }

    public RepairStage Stage { get; init; } = RepairStage.Requested;

    /// <summary>When the present step is overdue; null once nothing is waited for (R-CLK-4).</summary>
    public Instant? Due { get; init; }

    /// <summary>The step's time passed and nobody acted.</summary>
    public bool IsOverdue { get; init; }

    /// <summary>How often the customer was reminded of the present quote.</summary>
    public int Reminders { get; init; }

    public Quote? Quote { get; init; }

    public Collecting? Collecting { get; init; }

    /// <summary>The goods are with the merchant.</summary>
    public bool IsHere { get; init; }

    public bool IsRepaired { get; init; }

    public Handover? Inbound { get; init; }

    public string? ReceivedBy { get; init; }

    public string? FinishedBy { get; init; }

    public Handover? Outbound { get; init; }

    public Ending? Ending { get; init; }
}

/// <param name="Quantity">Pieces, 1 to <paramref name="Bought"/>.</param>
public sealed record RepairLine(string LineId, int Quantity, int Bought);

/// <summary>A price that was told.</summary>
/// <param name="AnsweredBy">Who accepted or declined it; null before.</param>
public sealed record Quote(int Number, Money Price, string Work, string By, Instant ValidUntil, bool IsAccepted = false, string? AnsweredBy = null);

/// <summary>The courier is to collect the goods, under a number that follows from the repair's id.</summary>
/// <param name="AskAt">When the courier is asked, or asked again.</param>
/// <param name="IsOver">Done, or called off.</param>
public sealed record Collecting(string BookingNo, Instant AskAt, bool IsOver = false);

/// <summary>On its way under the courier's number.</summary>
public sealed record Handover(string By, string TrackingNo);
