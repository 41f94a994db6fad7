using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Refunds.Domain;

public static partial class AccountDecider
{
    /// <summary>Why a refund is sent back whose earlier attempt the channel says it paid.</summary>
    public const string PaidAfterAll = "PAID_AFTER_ALL";

    private const string NotPaid = "NOT_PAID";

    // A person says what the channel does not. It counts once another has said the same; until then the channel's own answer does.
    private static Decision<AccountEvent> Report(ReportOutcome report, Refund refund, Instant now)
    {
        if (refund.UnsettledPayout is not { } number)
            return WrongState(refund, RefundState.Paying, RefundState.Paid);
        if (report.OutRequestNo != number)
            return Malformed("out_request_no", "must be the number of the payment that is unclear");
        if (report.PaidAt > now)
            return Malformed("paid_time", "must not be in the future");
        var statement = new OutcomeStatement(number, report.ChannelNo, report.PaidAt, report.Reason, report.By, now);
        return refund.Statement is { } there && statement with { At = there.At } == there ? Nothing : new OutcomeReported(now, refund.RefundId, statement);
    }

    // R-PPL-1: neither who said it, nor who took a step of this refund.
    private static Decision<AccountEvent> Confirm(ConfirmOutcome confirm, Refund refund, Deadlines deadlines, Instant now)
    {
        if (refund.Statement is not { } said || said.OutRequestNo != refund.UnsettledPayout)
        {
            return refund.PayoutOf(confirm.OutRequestNo)?.Settled is { } settled && settled.Statement.ChannelNo == confirm.ChannelNo
                ? Repeated(decided: true, settled.ConfirmedBy == confirm.By, refund)
                : new Refusal(RefundReasons.OutcomeNotReported, "nobody has reported what became of the payment").With("current", $"{refund.State}");
        }

        if (said.By == confirm.By)
            return new Refusal(RefundReasons.SamePerson, "nobody confirms what they reported").Rule("R-PPL-1").With("step", "Report");
        if (SamePerson(refund, confirm.By) is { } refusal)
            return refusal;
        if ((confirm.OutRequestNo, confirm.ChannelNo) != (said.OutRequestNo, said.ChannelNo))
            return new Refusal(RefundReasons.OutcomeDiffers, "the other person reported something else").Rule("R-PPL-1").With("current", said.IsPaid ? "PAID" : NotPaid);
        if (said.IsPaid && refund.PayoutOf(said.OutRequestNo)!.Amount != refund.Parts.Total)
            return new Refusal(RefundReasons.OutcomeDiffers, "the refund is of another amount by now").With("current", $"{refund.Parts.Total.Minor}");
        var verifyAt = said.IsPaid ? null : deadlines.Confirm(0, now);
        return Decision<AccountEvent>.Of([new OutcomeConfirmed(now, refund.RefundId, confirm.By, verifyAt), .. Following(said, confirm.By, refund, deadlines, now)]);
    }

    // What the channel's answer would lead to. What is booked as paid, or gave its pieces back, is not booked again: then a person has only taken note.
    private static IEnumerable<AccountEvent> Following(OutcomeStatement said, string by, Refund refund, Deadlines deadlines, Instant now)
    {
        var isContradicted = refund.Contradiction?.OutRequestNo == said.OutRequestNo;
        return (refund.State, said.IsPaid) switch
        {
            (RefundState.Failed or RefundState.Cancelled, _) => [],
            (RefundState.Paid, false) when !isContradicted => [new PaymentReversed(now, refund.RefundId, NotPaid, deadlines.Payee(now))],
            (RefundState.Paid, _) => [],
            (_, false) => [new SentBack(now, refund.RefundId, NotPaid, by, deadlines.Payee(now))],
            _ when refund.IsAccepted => [PaidAsSaid()],
            _ => [new Accepted(now, refund.RefundId, now), PaidAsSaid()],
        };

        Paid PaidAsSaid() => new(now, refund.RefundId, said.ChannelNo!, said.PaidAt ?? now, deadlines.Confirm(0, now),
            refund.Advance is { State: AdvanceState.Open } ? deadlines.GoodsBack(now) : null);
    }

    // The channel is asked on about what two people said was not paid: they may have been wrong, and then nothing more may be paid for it.
    private static Decision<AccountEvent> Verify(TakeAnswer taken, Payout payout, Refund refund, Deadlines deadlines, Instant now) => taken.Answer switch
    {
        ChannelAnswer.Paid paid when refund.Contradiction is null => Decision<AccountEvent>.Of(
        [
            new OutcomeContradicted(now, refund.RefundId, payout.OutRequestNo, paid.ChannelNo, paid.At),
            // Out of any batch: it must not be paid from there.
            .. refund.State == RefundState.AwaitingBatch ? (AccountEvent[])[new SentBack(now, refund.RefundId, PaidAfterAll, By: null, deadlines.Payee(now))] : [],
        ]),
        ChannelAnswer.Paid => Nothing,
        _ when taken.Confirms is { } due && due == payout.VerifyAt =>
            new OutcomeVerified(now, refund.RefundId, payout.OutRequestNo, deadlines.Confirm(payout.Verified + 1, payout.Settled!.At)),
        _ => Nothing,
    };

    private static Refusal Malformed(string field, string rule) => new Refusal(RefundReasons.InvalidRequest, $"{field}: {rule}").Field(field, rule);
}
