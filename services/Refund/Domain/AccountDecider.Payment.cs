using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Refunds.Domain;

public static partial class AccountDecider
{
    // R-REF-8: a normal refund is paid at once, an abnormal one by the next batch.
    private static Decision<AccountEvent> EndInvoiceWait(Refund refund, bool cleared, Instant now)
    {
        var done = new InvoiceDone(now, refund.RefundId, cleared);
        return refund.Kind == RefundKind.Normal ? Decision<AccountEvent>.Of(done, Decided(refund, null, now)) : done;
    }

    private static Decision<AccountEvent> PayNow(PayFromBatch pay, Refund refund, Instant now) =>
        SamePerson(refund, pay.By) is { } refusal ? refusal
        : refund.BatchId is null ? Decision<AccountEvent>.Of(new Batched(now, refund.RefundId, pay.BatchId), Decided(refund, pay.By, now))
        : Decided(refund, pay.By, now);

    private static PayoutDecided Decided(Refund refund, string? by, Instant now) =>
        new(now, refund.RefundId, Payout.Number(refund.RefundId, refund.Payouts.Length), by);

    private static Decision<AccountEvent> WhilePaying(ChannelAnswer answer, Refund refund, Deadlines deadlines, Instant now) => answer switch
    {
        ChannelAnswer.Paid paid => new Paid(now, refund.RefundId, paid.ChannelNo, paid.At, deadlines.Confirm(0, now),
            refund.Advance is { State: AdvanceState.Open } ? deadlines.GoodsBack(now) : null),
        ChannelAnswer.Reversed reversed => new PaymentReversed(now, refund.RefundId, reversed.Code, deadlines.Payee(now)),
        ChannelAnswer.Refused { Because: RefusedBecause.PayeeWrong or RefusedBecause.Settled } refused =>
            new SentBack(now, refund.RefundId, refused.Code, By: null, deadlines.Payee(now)),
        ChannelAnswer.Refused { Because: RefusedBecause.ForGood } refused => new Failed(now, refund.RefundId, refused.Code),
        ChannelAnswer.Refused refused => Unknown(refund, refused.Code, deadlines, now),
        ChannelAnswer.Unknown unknown => Unknown(refund, unknown.Code, deadlines, now),
        _ => Unknown(refund, null, deadlines, now),
    };

    private static PayoutUnknown Unknown(Refund refund, string? failure, Deadlines deadlines, Instant now)
    {
        var payout = refund.Payout!;
        return new(now, refund.RefundId, failure, deadlines.AskAgain(payout.Asked, now), deadlines.IsPersonTold(payout.Asked + 1, now - payout.DecidedAt));
    }

    // R-REF-9. A channel that forgot what it had confirmed is no reason to pay again: a person looks.
    private static Decision<AccountEvent> OncePaid(TakeAnswer taken, Refund refund, Deadlines deadlines, Instant now) => taken.Answer switch
    {
        ChannelAnswer.Reversed reversed => new PaymentReversed(now, refund.RefundId, reversed.Code, deadlines.Payee(now)),
        // People named another payment than the channel does.
        ChannelAnswer.Paid other when refund is { Overdue: false, Payout.Settled: not null } && other.ChannelNo != refund.Payout.ChannelNo =>
            new StepOverdue(now, refund.RefundId),
        ChannelAnswer.Paid when taken.Confirms is { } due && due == refund.Payout!.AskAt =>
            new PaymentConfirmed(now, refund.RefundId, deadlines.Confirm(refund.Payout.Confirmed + 1, refund.Payout.PaidAt!.Value)),
        ChannelAnswer.Unknown when taken.Confirms is { } due && due == refund.Payout!.AskAt =>
            new ConfirmationAwaited(now, refund.RefundId, deadlines.AskAgain(refund.Payout.Unanswered, now)),
        ChannelAnswer.NotMade or ChannelAnswer.Refused when !refund.Overdue => new StepOverdue(now, refund.RefundId),
        _ => Nothing,
    };
}
