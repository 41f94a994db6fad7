using System.Collections.Immutable;
using Aftersales.Kernel;

namespace Aftersales.Returns.Domain;

/// <summary>A rule that lets a line come back, or says why not.</summary>
/// <param name="Handbook">Number of the rule.</param>
/// <param name="Ask">Null when it passes.</param>
public sealed record Rule(string Id, string Handbook, Func<Claim, Terms, Refusal?> Ask)
{
    /// <summary>What it says of a claim; the refusal names rule and line.</summary>
    public Refusal? Of(Claim claim, Terms terms) =>
        Ask(claim, terms)?.Rule(Handbook).With("rule_id", Id).With("line_id", claim.Line.LineId);
}

/// <summary>The chain, in the order in which it is asked.</summary>
public static class Rules
{
    public static ImmutableArray<Rule> All { get; } =
    [
        new(RuleIds.Bought, "R-RET-2", Bought),
        new(RuleIds.Free, "R-RET-2", Free),
        new(RuleIds.Delivered, "R-RET-1", Delivered),
        new(RuleIds.Category, "R-RET-1", Category),
        new(RuleIds.Window, "R-RET-1", Window),
        new(RuleIds.Settled, "R-RET-1", Settled),
        new(RuleIds.Sound, "R-RET-1", Sound),
        new(RuleIds.Evidence, "R-RET-4", Evidence),
    ];

    private static Refusal? Bought(Claim claim, Terms terms) =>
        claim.Quantity > claim.Line.Quantity ? ReturnReasons.TooMany(claim.Line.LineId, claim.Line.Quantity) : null;

    private static Refusal? Free(Claim claim, Terms terms) => (claim.Line.Quantity - claim.Held) switch
    {
        <= 0 when claim.Held > 0 => new(ReturnReasons.UnitAlreadyHeld, "in another return already"),
        var free when claim.Held > 0 && claim.Quantity > free => ReturnReasons.TooMany(claim.Line.LineId, free),
        _ => null,
    };

    // Goods refused at the door were sent and not signed for; all others were signed for.
    private static Refusal? Delivered(Claim claim, Terms terms) => (claim.Reason.Reason, claim.Order) switch
    {
        (ReturnReason.RefusedDelivery, { SignedAt: { } signed }) =>
            new Refusal(ReturnReasons.WindowClosed, "goods that were signed for cannot be refused any more").With("until", signed.ToString()),
        (ReturnReason.RefusedDelivery, { DispatchedAt: not null }) => null,
        (_, { SignedAt: null }) => new(ReturnReasons.OrderNotSigned, "the goods were not signed for yet"),
        _ => null,
    };

    private static Refusal? Category(Claim claim, Terms terms) =>
        claim.Reason.Reason == ReturnReason.NoReason
        && terms.Policy.Exclusions.FirstOrDefault(e => e.Covers(claim.Line, claim.Goods.IsOpened)) is { } excluded
            ? new Refusal(ReturnReasons.CategoryExcluded, $"{excluded.En} cannot be returned without a reason").With("exclusion", excluded.Id)
            : null;

    private static Refusal? Window(Claim claim, Terms terms) =>
        claim.Reason.Reason != ReturnReason.RefusedDelivery && claim.WindowEnd(terms) is { } end && terms.Now >= end
            ? new Refusal(ReturnReasons.WindowClosed, "the window of this reason is over").With("until", end.ToString())
            : null;

    private static Refusal? Settled(Claim claim, Terms terms) =>
        claim.Order.SettledAt is not null && terms.Policy.RefusedOnceSettled.Contains(claim.Reason.Reason)
            ? new(ReturnReasons.OrderSettled, "the order is settled")
            : null;

    private static Refusal? Sound(Claim claim, Terms terms) =>
        claim.Reason.Reason == ReturnReason.NoReason && !claim.Goods.IsSound
            ? new(ReturnReasons.GoodsNotSound, "goods come back complete, unused and in their packaging")
            : null;

    private static Refusal? Evidence(Claim claim, Terms terms) =>
        claim.Photos < claim.Reason.Evidence.Count
            ? new Refusal(ReturnReasons.EvidenceRequired, "photos are needed").With("allowed", $"{claim.Reason.Evidence.Count}")
            : null;
}
