using Aftersales.Kernel;

namespace Aftersales.Returns.Domain;

/// <summary>What a return without a reason costs besides the way back (R-RET-9).</summary>
public static class Charges
{
    /// <summary>The policy's rate of what was paid for those goods, within its cap, and the way there where that was free (R-RET-1: both ways).</summary>
    public static Money Fee(Wish wish, ReturnPolicy policy)
    {
        var zero = Money.Zero(policy.Fee.Cap.Currency);
        var unwanted = wish.Lines.Where(l => wish.ReasonOf(l.LineId).Reason == ReturnReason.NoReason).ToList();
        if (unwanted.Count == 0)
            return zero;
        var goods = Money.Sum(unwanted.Select(l => PaidFor(wish.Order.Line(l.LineId)!, l.Quantity)), zero.Currency);
        var outbound = wish.Order.FreightPaid.IsZero ? policy.Freight.OutboundWhenFree : zero;
        return goods.Times(policy.Fee.Rate, policy.Fee.Cap) + outbound;
    }

    private static Money PaidFor(OrderLine line, int pieces) => line.Paid.Times(Math.Min(pieces, line.Quantity), line.Quantity);
}
