using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Refunds.Domain;

public static partial class AccountDecider
{
    private static Decision<AccountEvent> Pass(PassCheck pass, Refund refund, Deadlines deadlines, Instant now)
    {
        if (SamePerson(refund, pass.By) is { } refusal)
            return refusal;
        var payBy = refund.PayBy ?? deadlines.Abnormal(now);
        var passed = new CheckPassed(now, refund.RefundId, pass.Step, pass.By, payBy);
        return pass.Step == CheckStep.Third
            ? Decision<AccountEvent>.Of(passed, new Accepted(now, refund.RefundId, deadlines.Invoice(now, payBy)))
            : passed;
    }

    private static Decision<AccountEvent> Return(SendBack back, CheckStep awaited, Refund refund, Deadlines deadlines, Instant now) =>
        back.Steps.Contains(awaited)
            ? new SentBack(now, refund.RefundId, back.Reason, back.By, deadlines.Payee(now))
            : WrongState(refund, back.Steps.Select(CheckChain.Awaiting));

    // R-CLK-4: the verdict when nobody did anything.
    private static Decision<AccountEvent> Expire(Refund refund, Instant now) => refund.State switch
    {
        _ when refund.DueAt is null || refund.DueAt > now => Nothing,
        RefundState.AwaitingPayee when refund.InvoiceDone => new Failed(now, refund.RefundId, "PAYEE_NOT_PROVIDED"),
        RefundState.AwaitingPayee => new Cancelled(now, refund.RefundId, "PAYEE_NOT_PROVIDED"),
        RefundState.AwaitingInvoice => EndInvoiceWait(refund, cleared: false, now),
        RefundState.Paid or RefundState.Failed or RefundState.Cancelled => Nothing,
        _ => refund.Overdue ? Nothing : new StepOverdue(now, refund.RefundId),
    };
}
