using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Returns.Domain.Replacements;

/// <summary>
/// Goods that go out again instead of money: a replacement order, the second half of an exchange, or a part (R-REP-1, R-RET-8, R-RET-11); or a gift that
/// was granted (R-COMP-1).
/// </summary>
public sealed record Replacement
{
    public required string Id { get; init; }

    public required ReplacementKind Kind { get; init; }

    /// <summary>The plan's step that asked for it.</summary>
    public required string CauseId { get; init; }

    public required string CaseId { get; init; }

    public required string OrderId { get; init; }

    public required string CustomerId { get; init; }

    public required ImmutableArray<ReplacedLine> Lines { get; init; }

    /// <summary>The return of what is exchanged; null for other kinds.</summary>
    public string? ReturnId { get; init; }

    /// <summary>The replacement that was claimed in its turn (R-RET-9); null for a first claim.</summary>
    public string? Follows { get; init; }

    public required ResponsibleParty Responsible { get; init; }

    public required CostPayer PaidBy { get; init; }

    public required Instant RequestedAt { get; init; }

    /// <summary>Version of the policy under which the last decision was taken (R-COMP-9).</summary>
    public required string PolicyVersion { get; init; }

    public ReplacementStage Stage { get; init; } = ReplacementStage.Requested;

    /// <summary>When the present step is overdue; null once nothing is waited for (R-CLK-4).</summary>
    public Instant? Due { get; init; }

    /// <summary>The step's time passed and nobody acted.</summary>
    public bool IsOverdue { get; init; }

    public string? ApprovedBy { get; init; }

    /// <summary>Since when it is approved: its original is registered from then on.</summary>
    public Instant? ApprovedAt { get; init; }

    public OriginalOutcome Original { get; init; }

    public PlatformOrder? Order { get; init; }

    public Ending? Ending { get; init; }

    /// <summary>Since when the customer has it; null before.</summary>
    public Instant? DeliveredAt { get; init; }

    /// <summary>Under which number the original's abnormal return is registered, once.</summary>
    public string OriginalReturnNo => $"abnormal-{Id}";

    /// <summary>List price of what goes out; parts are not priced, and a gift's value is the grant's.</summary>
    public Money Value => Money.Sum(Kind is ReplacementKind.Part or ReplacementKind.Gift ? [] : Lines.Select(l => l.UnitListPrice * l.Quantity), Currency.Cny);
}

/// <param name="Quantity">Pieces that go out, 1 to <paramref name="Bound"/>.</param>
/// <param name="Bound">Pieces that there are to be replaced: bought, or delivered by the replacement before.</param>
/// <param name="Sku">What goes out.</param>
/// <param name="Part">The part, where it is a part only; null otherwise.</param>
public sealed record ReplacedLine(string LineId, int Quantity, int Bound, string Sku, string? Part, Money UnitListPrice);

/// <summary>The order at the order platform, under a number that is committed before the platform is asked.</summary>
/// <param name="PlacedBy">The refund specialist.</param>
public sealed record PlatformOrder(string No, string PlacedBy)
{
    /// <summary>Until when it is promised; null before the platform confirmed it.</summary>
    public Instant? Promised { get; init; }

    /// <summary>When the platform is asked again what became of it.</summary>
    public required Instant AskAt { get; init; }

    public string? TrackingNo { get; init; }

    /// <summary>Somebody wants it cancelled, and the platform is to be asked; null otherwise.</summary>
    public Ending? CallOff { get; init; }
}
