using System.Collections.Immutable;
using Aftersales.Kernel;

namespace Aftersales.Returns.Domain;

/// <summary>Which pieces become refundable, and what is deducted from them.</summary>
public static class Releases
{
    /// <summary>What was accepted and not released yet, for good; null for nothing.</summary>
    public static RefundAllowed? Final(ReturnState state) => Make(state, RefundBasis.Final);

    /// <summary>What is to come yet, before it does (R-REF-5); null for nothing. A return is advanced once.</summary>
    public static RefundAllowed? Advance(ReturnState state) => state.Releases.Any(r => r.Basis == RefundBasis.Advance)
        ? null
        : Make(state, RefundBasis.Advance);

    /// <summary>Which pieces a release takes.</summary>
    public static bool Takes(RefundBasis basis, Units units) =>
        units.Release == 0 && (basis == RefundBasis.Final ? units.IsAccepted : units.IsToCome);

    private static RefundAllowed? Make(ReturnState state, RefundBasis basis)
    {
        bool Which(Units units) => Takes(basis, units);
        var lines = state.Lines.Select(l => (Line: l, Count: l.Units.Count(Which))).Where(l => l.Count > 0).ToList();
        if (lines.Count == 0)
            return null;
        var currency = state.Fee.Currency;
        var goods = Money.Sum(lines.Select(l => l.Line.PaidFor(l.Count)), currency);
        var lessened = lines.ToDictionary(l => l.Line.LineId, l => Lessened(l.Line, Which));
        // Only what comes back at the buyer's own wish or fault is charged for.
        var chargeable = Money.Sum(
            lines.Where(l => l.Line.Fault == Fault.Customer).Select(l => l.Line.PaidFor(l.Count) - lessened[l.Line.LineId]), currency);
        return new(new(
            state.Releases.Length + 1,
            basis,
            [.. lines.Select(l => new Pieces(l.Line.LineId, l.Count))],
            goods,
            Money.Min(chargeable, Outstanding(state)),
            Money.Sum(lessened.Values, currency))
        {
            LessenedLines =
            [
                .. lines.Where(l => lessened[l.Line.LineId].IsPositive)
                    .Select(l => new LessenedLine(l.Line.LineId, l.Line.Units.Count(u => Which(u) && u.Share is not null), lessened[l.Line.LineId])),
            ],
        });
    }

    // R-RET-7, R-RET-9: what no earlier release was charged with. A release that was told is not changed any more.
    private static Money Outstanding(ReturnState state)
    {
        var due = state.Fee + (state.Freight?.Deducted ?? Money.Zero(state.Fee.Currency));
        var charged = Money.Sum(state.Releases.Select(r => r.Charged), state.Fee.Currency);
        return Money.Max(due - charged, Money.Zero(state.Fee.Currency));
    }

    private static Money Lessened(ReturnLine line, Func<Units, bool> which) => Money.Sum(
        line.Units.Where(u => which(u) && u.Share is not null).Select(u => line.PaidFor(u.Count) - line.PaidFor(u.Count).Times(u.Share!.Value)),
        line.Paid.Currency);
}
