using System.Collections.Immutable;
using Aftersales.Kernel;

namespace Aftersales.Returns.Domain.Replacements;

/// <summary>What the rules look at.</summary>
public sealed record ReplacementClaim(ResponsibleParty Responsible, OrderFacts Order, ImmutableArray<WantedLine> Lines, Grounds Grounds);

/// <summary>One condition by its name.</summary>
/// <param name="Asks">What it asks for, as the contract tells it.</param>
public sealed record ReplacementRule(string Name, string Rule, string Asks, Func<ReplacementClaim, ReplacementPolicy, bool> IsMet);

/// <summary>Who gets goods again instead of money. The units' being free is not asked here: that is one commit's to say (R-RET-2).</summary>
public static class ReplacementRules
{
    private static readonly ReplacementRule Paid = new("PAID", "R-REP-1", "the customer paid", (claim, _) => claim.Order.PaidAt is not null);

    private static readonly ReplacementRule OurFault = new(
        "OUR_OR_COURIER_FAULT", "R-REP-1", "it is the merchant's or the courier's fault", (claim, policy) => policy.Faults.Contains(claim.Responsible));

    private static readonly ImmutableArray<ReplacementRule> OfOrders =
    [
        OurFault,
        Paid,
        new("WANTS_GOODS", "R-REP-1", "the customer still wants the goods", (claim, _) => claim.Grounds.WantsGoods),
        new("DECLINED_REFUND", "R-REP-1", "the customer declined a refund", (claim, _) => claim.Grounds.DeclinedRefund),
        new("CANNOT_REORDER", "R-REP-1", "the customer cannot reorder themselves", (claim, _) => claim.Grounds.CannotReorder),
        // Two parcels otherwise.
        new("ORIGINAL_NOT_DISPATCHABLE", "R-REP-1", "the original left, was cancelled, or is stopped by the warehouse",
            (claim, _) => claim.Order is { DispatchedAt: not null } or { CancelledAt: not null } || claim.Grounds.OriginalStopped),
        new("WHOLE_PIECES", "R-RET-11", "whole pieces go out, not parts", (claim, _) => claim.Lines.All(l => l.Part is null)),
    ];

    private static readonly ImmutableArray<ReplacementRule> OfExchanges =
    [
        Paid,
        new("WHOLE_PIECES", "R-RET-11", "whole pieces go out, not parts", (claim, _) => claim.Lines.All(l => l.Part is null)),
    ];

    private static readonly ImmutableArray<ReplacementRule> OfParts =
    [
        OurFault,
        Paid,
        new("PART_NAMED", "R-RET-11", "the part is named", (claim, _) => claim.Lines.All(l => l.Part is not null)),
    ];

    // Whether there is a gift at all was decided by Compensation.
    private static readonly ImmutableArray<ReplacementRule> OfGifts =
    [
        Paid,
        new("GIFT_NAMED", "R-COMP-1", "the gift is named", (claim, _) => claim.Lines.All(l => l is { Sku: not null, Part: null })),
    ];

    /// <summary>In the order in which they are asked.</summary>
    public static ImmutableArray<ReplacementRule> For(ReplacementKind kind) => kind switch
    {
        ReplacementKind.Order => OfOrders,
        ReplacementKind.Exchange => OfExchanges,
        ReplacementKind.Gift => OfGifts,
        _ => OfParts,
    };

    /// <summary>The first rule that is not met.</summary>
    public static Refusal? Refuse(ReplacementKind kind, ReplacementClaim claim, ReplacementPolicy policy) =>
        For(kind).FirstOrDefault(rule => !rule.IsMet(claim, policy)) is { } broken
            ? new Refusal(ReplacementReasons.NotEligible, $"needed: {broken.Asks}").Rule(broken.Rule).With("check", broken.Name)
            : null;
}
