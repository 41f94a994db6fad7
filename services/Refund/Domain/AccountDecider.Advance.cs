using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Refunds.Domain;

public static partial class AccountDecider
{
    // R-REF-5. An inspection also settles what was given up before; nothing else moves a claim twice.
    private static IEnumerable<RefundEvent> ClosedBy(EndedReturn ended, Account? account, Instant now) =>
        (account?.Refunds ?? [])
            .Where(refund => refund.ReturnId == ended.ReturnId && refund.IsLive && refund.Advance is { Inspected: false })
            .Where(refund => ended.Accepted is not null || refund.Advance!.State == AdvanceState.Open)
            .Select(refund => Close(refund, ended, now));

    // Goods that did not come back are not paid for where that can still be helped.
    private static RefundEvent Close(Refund refund, EndedReturn ended, Instant now)
    {
        var accepted = Money.Sum(
            refund.Parts.Lines.Select(part => part.AmountOf(ended.Accepted?.GetValueOrDefault(part.LineId) ?? 0)), refund.Parts.Freight.Currency);
        return accepted.IsZero && !refund.IsAccepted
            ? new Cancelled(now, refund.RefundId, "GOODS_NOT_RETURNED")
            : new AdvanceClosed(now, refund.RefundId, accepted, ended.Accepted is not null);
    }
}
