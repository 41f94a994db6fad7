using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Refunds.Domain;

/// <summary>What follows from a command on an order's account. Pure; the files beside this one hold the steps.</summary>
public static partial class AccountDecider
{
    private static readonly Decision<AccountEvent> Nothing = Decision<AccountEvent>.Nothing;

    /// <param name="account">Null while nothing was ever requested for the order.</param>
    /// <param name="command">What is asked.</param>
    /// <param name="deadlines">Policy and calendar in force.</param>
    /// <param name="now">Business time.</param>
    public static Decision<AccountEvent> Decide(Account? account, AccountCommand command, Deadlines deadlines, Instant now) => command switch
    {
        RequestRefund request => On(request, account, deadlines, now),
        CloseReturn close => Decision<AccountEvent>.Of(ClosedBy(close.Return, account, deadlines, now)),
        RefundCommand about when account?.Find(about.RefundId) is { } refund => On(about, account, refund, deadlines, now),
        _ => new Refusal(RefundReasons.RefundNotFound, "no such refund"),
    };

    private static Decision<AccountEvent> On(RefundCommand command, Account account, Refund refund, Deadlines deadlines, Instant now) =>
        (refund.State, command) switch
        {
            (RefundState.AwaitingPayee, ProvidePayee provide) => new PayeeProvided(now, refund.RefundId, provide.Payee, deadlines.FirstCheck(refund.PayBy, now)),
            (_, ProvidePayee provide) => Repeated(refund.Payee?.Fingerprint == provide.Payee.Fingerprint, refund.Payee?.By == provide.Payee.By, refund,
                RefundState.AwaitingPayee),

            (_, PassCheck pass) when CheckChain.Awaited(refund.State) == pass.Step => Pass(pass, refund, deadlines, now),
            (_, PassCheck pass) => Repeated(refund.Checked(pass.Step) is not null, refund.Checked(pass.Step)?.By == pass.By, refund,
                CheckChain.Awaiting(pass.Step)),

            (RefundState.AwaitingPayee, SendBack back) => Repeated(refund.SentBackReason == back.Reason, refund.SentBackBy == back.By, refund,
                SentBackFrom(back)),
            (_, SendBack back) => Return(back, refund, deadlines, now),
            (_, RevealPayee reveal) => Reveal(reveal, refund, now),

            (RefundState.AwaitingInvoice, ClearInvoice) => EndInvoiceWait(refund, cleared: true, now),
            (_, ClearInvoice) when refund.InvoiceUncleared || refund.IsCorrected => new ClearedLate(now, refund.RefundId),
            (_, ClearInvoice) => Nothing,

            (_, BatchedCommand { Round: { } round }) when round != refund.Round => Nothing,
            (RefundState.AwaitingBatch, JoinBatch join) when refund.BatchId is null && refund.Contradiction is null => new Batched(now, refund.RefundId, join.BatchId),
            (_, JoinBatch) => Nothing,
            (RefundState.AwaitingBatch, LeaveBatch leave) when refund.BatchId == leave.BatchId => new Batched(now, refund.RefundId, null),
            (_, LeaveBatch) => Nothing,
            (RefundState.AwaitingBatch, PayFromBatch pay) when (refund.BatchId ?? pay.BatchId) == pay.BatchId && refund.Contradiction is null =>
                PayNow(pay, refund, now),
            (_, PayFromBatch) => Nothing,

            (_, TakeAnswer taken) when refund.PayoutOf(taken.OutRequestNo) is { IsDoubtful: true } payout => Verify(taken, payout, refund, deadlines, now),
            (RefundState.Paying, TakeAnswer taken) when refund.Payout!.OutRequestNo == taken.OutRequestNo =>
                WhilePaying(taken.Answer, refund, deadlines, now),
            (RefundState.Paid, TakeAnswer taken) when refund.Payout!.OutRequestNo == taken.OutRequestNo =>
                OncePaid(taken, refund, deadlines, now),
            (_, TakeAnswer) => Nothing,

            (_, ReportOutcome report) => Report(report, refund, now),
            (_, ConfirmOutcome confirm) => Confirm(confirm, refund, deadlines, now),

            (_, PassDeadline) => Expire(refund, now),

            (RefundState.Paid, GiveGoodsUp) when refund.Advance is { State: AdvanceState.Open } advance =>
                new AdvanceClosed(now, refund.RefundId, advance.Settled, Inspected: false, deadlines.Collect(now)),
            (_, GiveGoodsUp) => Nothing,
            (_, RecordCollection record) => Record(record, refund, now),
            (_, ForgoClaim forgo) => Forgo(forgo, refund, now),

            _ => throw new InvalidOperationException($"{command.GetType().Name} is not decided on"),
        };

    private static Decision<AccountEvent> WrongState(Refund refund, params IEnumerable<RefundState> allowed) =>
        Refusal.WrongState(RefundReasons.RefundStateInvalid, $"{refund.State}", allowed.Select(state => $"{state}"));

    // A repeat by the same person changes nothing; another's is told that it was decided.
    private static Decision<AccountEvent> Repeated(bool decided, bool bySamePerson, Refund refund, params IEnumerable<RefundState> allowed) =>
        (decided, bySamePerson) switch
        {
            (true, true) => Nothing,
            (true, false) => new Refusal(RefundReasons.AlreadyDecided, "somebody else decided this before").With("current", $"{refund.State}"),
            _ => WrongState(refund, allowed),
        };

    // R-PPL-1.
    private static Refusal? SamePerson(Refund refund, string by) =>
        refund.Checks.FirstOrDefault(check => check.By == by) is { } earlier ? SamePerson(earlier.Step) : null;

    private static Refusal SamePerson(CheckStep step) =>
        new Refusal(RefundReasons.SamePerson, "nobody approves their own step").Rule("R-PPL-1").With("step", $"{step}");
}
