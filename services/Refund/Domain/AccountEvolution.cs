using Aftersales.Refunds.Domain.Ledger;
using NodaTime;

namespace Aftersales.Refunds.Domain;

/// <summary>The account after an event.</summary>
public static class AccountEvolution
{
    public static Account Evolve(Account? account, AccountEvent happened) => happened switch
    {
        OrderTold told => (account ?? Account.Of(told.Order)) with { Order = told.Order },
        RefundEvent about when account is not null => Apply(account, about),
        _ => throw new InvalidOperationException($"{happened.GetType().Name} comes before the order's facts"),
    };

    private static Account Apply(Account account, RefundEvent happened)
    {
        var before = account.Find(happened.RefundId);
        var after = happened is Requested requested ? Begin(requested)
            : Next(before ?? throw new InvalidOperationException($"{happened.GetType().Name} comes before the request"), happened);
        return account.Put(after) with { Ledger = [.. account.Ledger, .. Bookkeeping.Of(account, before, after, happened)] };
    }

    private static Refund Begin(Requested requested) =>
        new(requested.RefundId, requested.Cause, requested.Kind, RefundState.AwaitingPayee, requested.Parts, requested.At)
        {
            ReturnId = requested.ReturnId,
            Advance = requested.Advance && requested.Parts.Goods.IsPositive ? Advance.OpenOn(requested.Parts.Goods) : null,
            Checks = [new(CheckStep.Request, requested.By, requested.At)],
            PayBy = requested.PayBy,
            DueAt = requested.DueAt,
            PolicyVersion = requested.PolicyVersion,
        };

    private static Refund Next(Refund refund, RefundEvent happened) => happened switch
    {
        PayeeProvided e => To(refund, RefundState.AwaitingFirstCheck, e.DueAt) with { Payee = e.Payee, SentBackReason = null, SentBackBy = null },
        CheckPassed e => To(refund, AfterCheck(e.Step), e.DueAt) with
        {
            PayBy = e.PayBy,
            Checks = refund.Checks.Add(new(e.Step, e.By, e.At, e.AsDeputy)),
        },
        PayeeRevealed e => refund with { PayeeReadings = refund.PayeeReadings.Add(new(e.Step, e.By, e.Purpose, e.At)) },
        Accepted when refund.InvoiceDone => To(refund, RefundState.AwaitingBatch, refund.PayBy),
        Accepted e => To(refund, RefundState.AwaitingInvoice, e.InvoiceDueAt),
        InvoiceDone e => To(refund, RefundState.AwaitingBatch, refund.PayBy) with { InvoiceDone = true, InvoiceUncleared = !e.Cleared },
        ClearedLate => refund with { InvoiceDone = true, InvoiceUncleared = false },
        Batched e => refund with { BatchId = e.BatchId },
        PayoutDecided e => To(refund, RefundState.Paying, refund.PayBy) with
        {
            Payouts = refund.Payouts.Add(new(e.OutRequestNo, refund.Kind, PayoutState.Decided, refund.Parts.Total, e.At, e.At)),
            Checks = e.By is null ? refund.Checks : refund.Checks.Add(new(CheckStep.Pay, e.By, e.At)),
        },
        PayoutUnknown e => (e.TellPerson ? Escalated(refund, e.At) : refund).With(payout => payout with
        {
            State = PayoutState.Unknown,
            Asked = payout.Asked + 1,
            AskAt = e.AskAt,
            Failure = e.Failure,
        }),
        Paid e => To(refund, RefundState.Paid, e.ReturnBy ?? refund.Advance?.CollectDue).With(payout => payout with
        {
            State = PayoutState.Paid,
            ChannelNo = e.ChannelNo,
            PaidAt = e.PaidAt,
            AskAt = e.AskAt,
            Failure = null,
            EndedAt = null,
        }),
        PaymentConfirmed e => refund.With(payout => payout with { Confirmed = payout.Confirmed + 1, Unanswered = 0, AskAt = e.AskAt }),
        ConfirmationAwaited e => refund.With(payout => payout with { Unanswered = payout.Unanswered + 1, AskAt = e.AskAt }),
        SentBack e => Back(Stop(refund, PayoutState.Failed, e.Reason, e.At), e.Reason, e.By, e.DueAt),
        PaymentReversed e => Back(Stop(Escalated(refund, e.At), PayoutState.Reversed, e.Code, e.At), e.Code, null, e.DueAt) with { Overdue = true },
        OutcomeReported e => refund with { Statement = e.Statement },
        OutcomeConfirmed e => Settled(refund, e),
        OutcomeVerified e => refund.With(e.OutRequestNo, payout => payout with { Verified = payout.Verified + 1, VerifyAt = e.VerifyAt }),
        OutcomeContradicted e => Escalated(refund, e.At).With(e.OutRequestNo, payout => payout with { VerifyAt = null }) with
        {
            Contradiction = new(e.OutRequestNo, e.ChannelNo, e.PaidAt, e.At),
        },
        Failed e => To(Stop(refund, PayoutState.Failed, e.Code, e.At), RefundState.Failed, null) with { InvoiceUncleared = false },
        Cancelled => To(refund, RefundState.Cancelled, null) with { InvoiceUncleared = false },
        AdvanceClosed e => Claiming(refund, claim => claim.ClosedWith(e.Accepted, e.Inspected, e.At, e.CollectBy) with { ReturnVersion = e.ReturnVersion }),
        FellShort e => refund with { Advance = refund.Advance! with { Unpaid = e.Pieces } },
        Reduced e => refund with { Parts = e.Parts, Advance = refund.Advance! with { Goods = e.Parts.Goods } },
        MoneyCollected e => Claiming(refund, claim => claim.Received(e.Receipt)),
        ClaimWrittenOff e => Claiming(refund, claim => claim.Less(e.Amount, e.WriteOff)),
        CollectionOverdue e => Claiming(refund, claim => claim with { Overdue = true }) with
        {
            Escalations = refund.Escalations.Add(new(refund.State, refund.DueAt, e.At)),
        },
        StepOverdue e when refund.State == RefundState.Paid => Escalated(refund, e.At).With(payout => payout with { AskAt = null }),
        StepOverdue e => Escalated(refund, e.At),
        _ => throw new InvalidOperationException($"{happened.GetType().Name} changes no refund"),
    };

    private static Refund To(Refund refund, RefundState state, Instant? dueAt) =>
        refund with { State = state, DueAt = dueAt, Overdue = refund.Contradiction is not null, Statement = null };

    // A payment that was made after all becomes the refund's last attempt; those since have ended without money.
    private static Refund Settled(Refund refund, OutcomeConfirmed e)
    {
        var outcome = new SettledOutcome(refund.Statement!, e.By, e.At);
        var number = outcome.Statement.OutRequestNo;
        var isContradicted = refund.Contradiction?.OutRequestNo == number;
        var settled = refund.With(number, payout => payout with
        {
            Settled = outcome,
            VerifyAt = e.VerifyAt,
            Verified = 0,
            ChannelNo = outcome.Statement.ChannelNo ?? payout.ChannelNo,
        }) with
        {
            Statement = null,
            Overdue = false,
            Contradiction = isContradicted ? null : refund.Contradiction,
        };
        return isContradicted && outcome.Statement.IsPaid && refund.IsLive && refund.State != RefundState.Paid
            ? settled with { Payouts = [.. settled.Payouts.OrderBy(payout => payout.OutRequestNo == number)] }
            : settled;
    }

    private static Refund Claiming(Refund refund, Func<Advance, Advance> change)
    {
        var claim = change(refund.Advance!);
        return refund with { Advance = claim, DueAt = refund.State == RefundState.Paid ? claim.CollectDue : refund.DueAt };
    }

    // Once for each time a step is entered (R-CLK-3).
    private static Refund Escalated(Refund refund, Instant at) => refund.Overdue ? refund : refund with
    {
        Overdue = true,
        Escalations = refund.Escalations.Add(new(refund.State, refund.DueAt, at)),
    };

    private static RefundState AfterCheck(CheckStep step) => step switch
    {
        CheckStep.First => RefundState.AwaitingSecondCheck,
        CheckStep.Second => RefundState.AwaitingThirdCheck,
        _ => RefundState.AwaitingThirdCheck, // acceptance is an event of its own
    };

    // A new round: who requested it stays, all else is asked for and checked again. What the channel will not refund is transferred.
    private static Refund Back(Refund refund, string reason, string? by, Instant dueAt) => To(refund, RefundState.AwaitingPayee, dueAt) with
    {
        Kind = RefundKind.Abnormal,
        Round = refund.Round + 1,
        Checks = [.. refund.Checks.Take(1)],
        Payee = null,
        BatchId = null,
        PayBy = null,
        SentBackReason = reason,
        SentBackBy = by,
    };

    // What ended before stays as it ended.
    private static Refund Stop(Refund refund, PayoutState state, string failure, Instant at) => refund.Payout is { } last && last.MayHaveMoved
        ? refund.With(payout => payout with { State = state, Failure = failure, AskAt = null, EndedAt = at })
        : refund;
}
