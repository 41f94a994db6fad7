using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Refunds.Domain;

public static partial class AccountDecider
{
    // R-PPL-1 holds for deputies too, so that an overdue check never lets one person take two steps.
    private static Decision<AccountEvent> Pass(PassCheck pass, Refund refund, Deadlines deadlines, Instant now)
    {
        if (SamePerson(refund, pass.By) is { } refusal)
            return refusal;
        if (pass.AsDeputy && !refund.Overdue)
            return NotYours(refund, pass.Step);
        var payBy = refund.PayBy ?? deadlines.Abnormal(now);
        var passed = new CheckPassed(now, refund.RefundId, pass.Step, pass.By, pass.AsDeputy, payBy, deadlines.After(pass.Step, payBy, now));
        return pass.Step == CheckStep.Third
            ? Decision<AccountEvent>.Of(passed, new Accepted(now, refund.RefundId, deadlines.Invoice(now, payBy)))
            : passed;
    }

    // R-REF-2: whoever has seen it, until it is released for payment; a supervisor also before.
    private static Decision<AccountEvent> Return(SendBack back, Refund refund, Deadlines deadlines, Instant now) =>
        refund.Kind == RefundKind.Abnormal && MaySendBack(back, refund.State)
            ? new SentBack(now, refund.RefundId, back.Reason, back.By, deadlines.Payee(now))
            : WrongState(refund, SentBackFrom(back));

    private static IEnumerable<RefundState> SentBackFrom(SendBack back) => Enum.GetValues<RefundState>().Where(state => MaySendBack(back, state));

    private static bool MaySendBack(SendBack back, RefundState state) =>
        CheckChain.Seen(state) is { } seen && back.Steps.Any(step => step <= seen || step == CheckStep.Third);

    // R-PPL-2: the role whose step it is, or the deputy of an overdue one; nobody who has no step of it left to take.
    private static Decision<AccountEvent> Reveal(RevealPayee reveal, Refund refund, Instant now)
    {
        if (refund.Payee is null || CheckChain.Turn(refund.State) is not { } turn)
            return WrongState(refund, [.. reveal.Steps.Select(step => step == CheckStep.Pay ? RefundState.AwaitingBatch : CheckChain.Awaiting(step))]);
        if (refund.Checks.FirstOrDefault(check => check.By == reveal.By && check.Step != turn) is { } earlier)
            return SamePerson(earlier.Step);
        return reveal.Steps.Contains(turn) || (refund.Overdue && reveal.Steps.Contains(CheckStep.Third))
            ? new PayeeRevealed(now, refund.RefundId, turn, reveal.By, reveal.Purpose)
            : NotYours(refund, turn);
    }

    // R-CLK-4: the verdict when nobody did anything.
    private static Decision<AccountEvent> Expire(Refund refund, Instant now) => refund.State switch
    {
        _ when refund.DueAt is null || refund.DueAt > now => Nothing,
        RefundState.Paid when refund.Advance?.CollectDue is not null => new CollectionOverdue(now, refund.RefundId),
        // What the channel contradicts waits for people, and is overdue already.
        _ when refund.Contradiction is not null => Nothing,
        RefundState.AwaitingPayee when refund.InvoiceDone => new Failed(now, refund.RefundId, "PAYEE_NOT_PROVIDED"),
        RefundState.AwaitingPayee => new Cancelled(now, refund.RefundId, "PAYEE_NOT_PROVIDED"),
        RefundState.AwaitingInvoice => EndInvoiceWait(refund, cleared: false, now),
        RefundState.Paid or RefundState.Failed or RefundState.Cancelled => Nothing,
        _ => refund.Overdue ? Nothing : new StepOverdue(now, refund.RefundId),
    };

    private static Refusal NotYours(Refund refund, CheckStep turn)
    {
        var refusal = new Refusal(RefundReasons.StepNotYours, "the step is another role's; a supervisor may take it once it is overdue")
            .Rule("R-REF-2").With("step", $"{turn}");
        return refund.DueAt is { } due ? refusal.With("until", $"{due}") : refusal;
    }
}
