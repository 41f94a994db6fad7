using Aftersales.Contracts;
using Aftersales.Contracts.Refunds;
using Grpc.Core;
using NodaTime;
using static Aftersales.Refunds.Tests.RefundHost;

namespace Aftersales.Refunds.Tests;

/// <summary>Payments that the channel leaves unclear, settled by two people, against the simulated channel.</summary>
public sealed class OutcomeServiceTests
{
    [Fact]
    public async Task R_REF_4_a_person_reports_and_another_confirms_that_it_was_paid_and_money_and_books_agree()
    {
        await using var host = await Start("sqlite");
        var refund = await Unanswered(host);
        var finder = host.Client("p_operator", Role.Operator);

        await Refused(finder.ConfirmPayoutOutcomeAsync(Confirm(refund, "T1")), StatusCode.PermissionDenied, "ROLE_REQUIRED");
        await Refused(finder.ReportPayoutOutcomeAsync(Report(refund, PayoutOutcome.NotPaid, "T1")), StatusCode.InvalidArgument, "INVALID_REQUEST");
        var reported = (await finder.ReportPayoutOutcomeAsync(Report(refund, PayoutOutcome.Paid, "T1"))).Refund;
        (reported.State, reported.ReportedOutcome.PersonId, reported.ReportedOutcome.ChannelNo).ShouldBe((RefundState.Paying, "p_operator", "T1"));
        await Refused(host.Third.ConfirmPayoutOutcomeAsync(Confirm(refund, "T2")), StatusCode.FailedPrecondition, "OUTCOME_DIFFERS");
        var paid = (await host.Third.ConfirmPayoutOutcomeAsync(Confirm(refund, "T1"))).Refund;

        (paid.State, paid.Payout.ReportedOutcome.Reason, paid.Payout.ConfirmedBy).ShouldBe((RefundState.Paid, "looked up", "p_supervisor"));
        await Refused(host.Third.ConfirmPayoutOutcomeAsync(Confirm(refund, "T2")), StatusCode.FailedPrecondition, "OUTCOME_NOT_REPORTED");
        (await host.MovedOut()).ShouldBe(10_00);
        (await host.Finance.GetTrialBalanceAsync(new())).Sum.ShouldBe(Cny(0));
        await host.Service.Drain();
        host.Service.Published.Count(told => told.Type.EndsWith("RefundPaid", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task R_REF_4_where_two_people_were_wrong_the_channel_has_the_last_word_before_there_is_another_payment()
    {
        await using var host = await Start("sqlite");
        var refund = await Unanswered(host);
        await host.Finance.ReportPayoutOutcomeAsync(Report(refund, PayoutOutcome.NotPaid, ""));
        await host.Third.ConfirmPayoutOutcomeAsync(Confirm(refund, ""));
        (await host.Get(refund.RefundId)).State.ShouldBe(RefundState.AwaitingPayee);

        await host.Check(refund);
        await host.PayAll();

        var frozen = await host.Get(refund.RefundId);
        (frozen.State, frozen.PaidAfterAll, frozen.Overdue).ShouldBe((RefundState.AwaitingPayee, refund.Payout.OutRequestNo, true));
        (await host.MovedOut()).ShouldBe(10_00, "paid once, though people said it was not");
        (await host.Finance.ListRefundsAsync(new() { UnclearPayout = true })).Refunds.ShouldHaveSingleItem().RefundId.ShouldBe(refund.RefundId);

        await host.Finance.ReportPayoutOutcomeAsync(Report(refund, PayoutOutcome.Paid, "T1"));
        await host.Client("p_head", Role.Supervisor).ConfirmPayoutOutcomeAsync(Confirm(refund, "T1"));
        (await host.Get(refund.RefundId)).State.ShouldBe(RefundState.Paid);
        (await host.Finance.ListRefundsAsync(new() { UnclearPayout = true })).Refunds.ShouldBeEmpty();
        (await host.Finance.GetTrialBalanceAsync(new())).Sum.ShouldBe(Cny(0));
        (await host.MovedOut()).ShouldBe(10_00);
    }

    [Fact]
    public async Task R_REF_4_a_channel_that_does_not_tell_puts_another_payment_off()
    {
        await using var host = await Start("sqlite");
        var refund = await Unanswered(host);
        await host.Finance.ReportPayoutOutcomeAsync(Report(refund, PayoutOutcome.NotPaid, ""));
        await host.Third.ConfirmPayoutOutcomeAsync(Confirm(refund, ""));
        await host.Check(refund);

        await host.Fault("payment.refund.query", "TIMEOUT_BEFORE", times: 2);
        await host.PayAll();

        (await host.MovedOut()).ShouldBe(10_00, "paid once, though people said it was not and the channel said nothing at first");
        (await host.Get(refund.RefundId)).PaidAfterAll.ShouldBe(refund.Payout.OutRequestNo);
    }

    /// <summary>The money has moved, and the channel does not say so.</summary>
    private static async Task<Refund> Unanswered(RefundHost host)
    {
        var refund = await host.Request(await host.Order("o-1"), "step-1", ("1", 3));
        await host.Fault("payment.refund", "TIMEOUT_AFTER");
        await host.Clear(refund);
        await host.Service.Drain();
        var unknown = await host.Get(refund.RefundId);
        unknown.Payout.State.ShouldBe(PayoutState.Unknown);
        return unknown;
    }

    private static ReportPayoutOutcomeRequest Report(Refund refund, PayoutOutcome outcome, string channelNo) => new()
    {
        RequestId = Id(),
        RefundId = refund.RefundId,
        OutRequestNo = refund.Payout.OutRequestNo,
        Outcome = outcome,
        ChannelNo = channelNo,
        Reason = "looked up",
    };

    private static ConfirmPayoutOutcomeRequest Confirm(Refund refund, string channelNo) => new()
    {
        RequestId = Id(),
        RefundId = refund.RefundId,
        OutRequestNo = refund.Payout.OutRequestNo,
        Outcome = channelNo.Length == 0 ? PayoutOutcome.NotPaid : PayoutOutcome.Paid,
        ChannelNo = channelNo,
    };
}
