using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Refunds.Domain;

public static partial class AccountDecider
{
    // The same cause has the same refund, whatever a repeat says.
    private static Decision<AccountEvent> On(RequestRefund request, Account? account, Deadlines deadlines, Instant now)
    {
        if (account?.Find(request.RefundId) is not null)
            return Nothing;
        request = request.OfWhatCameBack();
        if (!request.Order.IsPaid)
            return new Refusal(RefundReasons.OrderNotPaid, "the order was not paid").With("current", "unpaid");

        var present = (account ?? Account.Of(request.Order)) with { Order = request.Order };
        if (!Reservation.Make(present, request, deadlines, now, out var parts, out var refusal))
            return refusal;

        var kind = IsNormal(present, parts) ? RefundKind.Normal : RefundKind.Abnormal;
        Instant? payBy = kind == RefundKind.Normal ? deadlines.Normal(request.Order, request.OwedSince ?? now, now)
            : (parts.Compensation + parts.Postage).IsPositive ? deadlines.Abnormal(request.OwedSince ?? now)
            : null;
        var requested = new Requested(now, request.RefundId, request.Cause, kind, parts, request.Advance, request.ReturnId, request.By, payBy,
            kind == RefundKind.Normal ? payBy!.Value : deadlines.Payee(now), deadlines.PolicyVersion);
        return Decision<AccountEvent>.Of([
            .. account?.Order.Equals(request.Order) == true ? (AccountEvent[])[] : [new OrderTold(now, request.Order)],
            requested,
            .. FollowingAtOnce(AccountEvolution.Evolve(present, requested), requested, request.Ended, deadlines, now),
        ]);
    }

    // The end of a return may overtake the request of its advance: the claim is closed before anything is accepted (R-REF-5).
    private static IEnumerable<AccountEvent> FollowingAtOnce(Account account, Requested requested, EndedReturn? ended, Deadlines deadlines, Instant now)
    {
        var closed = ended is null ? [] : ClosedBy(ended, account, deadlines, now).Where(happened => happened.RefundId == requested.RefundId).ToList();
        return requested.Kind == RefundKind.Normal && !closed.Exists(happened => happened is Cancelled)
            ? [.. closed, new Accepted(now, requested.RefundId, deadlines.Invoice(now, requested.PayBy!.Value))]
            : closed;
    }

    // R-REF-1: whole lines, or the whole order with its freight, of a payment that the channel still refunds. R-REF-2: everything else.
    private static bool IsNormal(Account account, Parts parts)
    {
        var order = account.Order;
        var wholeLines = !parts.Lines.IsEmpty && parts.Lines.All(part => part.Pieces.Length == order.Line(part.LineId)!.Quantity);
        var wholeOrder = wholeLines && parts.Lines.Length == order.Lines.Length && parts.Freight == order.Freight;
        var onlyGoodsAndFreight = parts.Total + parts.Deduction == parts.Goods + parts.Freight;
        return !order.IsSettled && order.TradeNo.Length > 0 && onlyGoodsAndFreight && wholeLines && (parts.Freight.IsZero || wholeOrder);
    }
}
