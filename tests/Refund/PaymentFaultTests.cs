using Aftersales.Contracts.Refunds;
using NodaTime;
using static Aftersales.Refunds.Tests.RefundHost;

namespace Aftersales.Refunds.Tests;

public sealed class PaymentFaultTests
{
    [Theory]
    [InlineData("TIMEOUT_AFTER", new[] { "payment.refund", "payment.refund.query" })]
    [InlineData("ERROR_AFTER", new[] { "payment.refund", "payment.refund.query" })]
    [InlineData("WRONG_SIGNATURE", new[] { "payment.refund", "payment.refund.query" })]
    [InlineData("TAMPERED", new[] { "payment.refund", "payment.refund.query" })]
    [InlineData("TIMEOUT_BEFORE", new[] { "payment.refund", "payment.refund.query", "payment.refund" })]
    [InlineData("ERROR_BEFORE", new[] { "payment.refund", "payment.refund.query", "payment.refund" })]
    public async Task R_REF_4_silence_is_unknown_and_settled_by_asking_under_the_same_number(string fault, string[] calls)
    {
        await using var host = await Start("sqlite");
        var refund = await host.Request(await host.Order("o-1"), "step-1", ("1", 3));
        await host.Fault("payment.refund", fault);
        await host.Clear(refund);
        await host.Service.Drain();
        var unknown = await host.Get(refund.RefundId);
        unknown.State.ShouldBe(RefundState.Paying);
        unknown.Payout.State.ShouldBe(PayoutState.Unknown);

        await host.Service.Advance(Duration.FromSeconds(10));
        (await host.Get(refund.RefundId)).State.ShouldBe(RefundState.Paid);
        (await host.Calls()).ShouldBe(calls.Select(operation => (operation, unknown.Payout.OutRequestNo)));
        (await host.MovedOut()).ShouldBe(10_00);
    }

    [Fact]
    public async Task R_CLK_4_a_payment_that_stays_unknown_is_on_a_persons_list_until_the_channel_tells()
    {
        await using var host = await Start("sqlite");
        var refund = await host.Request(await host.Order("o-1"), "step-1", ("1", 3));
        await host.Fault("payment.*", "WRONG_SIGNATURE", times: 10);
        await host.Clear(refund);
        await host.Service.Drain();
        (await Unclear(host)).ShouldBeEmpty("nobody need look yet");
        for (var ask = 1; ask < 10; ask++)
            await host.Service.Advance(Duration.FromSeconds(10 * (1 << (ask - 1))));

        var unclear = (await Unclear(host)).ShouldHaveSingleItem();
        (unclear.RefundId, unclear.State, unclear.Payout.State, unclear.Overdue).ShouldBe((refund.RefundId, RefundState.Paying, PayoutState.Unknown, true));
        unclear.Payout.Asked.ShouldBe(10);
        (unclear.Payout.NextAskTime.ToDateTimeOffset() - host.Service.Now.ToDateTimeOffset()).ShouldBe(TimeSpan.FromHours(1), "asking goes on");
        await host.Service.Advance(Duration.FromHours(1));
        (await Unclear(host)).ShouldBeEmpty();
        (await host.Get(refund.RefundId)).State.ShouldBe(RefundState.Paid);
        (await host.MovedOut()).ShouldBe(10_00);
    }

    private static async Task<IReadOnlyList<Refund>> Unclear(RefundHost host) =>
        (await host.Finance.ListRefundsAsync(new() { UnclearPayout = true })).Refunds;

    [Theory, InlineData("TIMEOUT_AFTER"), InlineData("TIMEOUT_BEFORE"), InlineData("TAMPERED"), InlineData("WRONG_SIGNATURE")]
    public async Task R_REF_4_a_transfer_without_answer_is_made_once(string fault)
    {
        await using var host = await Start("sqlite");
        var refund = await host.Check(await host.Request(await host.Order("o-1", settled: true), "step-1", ("1", 3)));
        await host.Fault("payment.transfer", fault);
        await host.Fault("payment.transfer.query", "TIMEOUT_BEFORE");
        await host.PayAll();
        await host.Service.Advance(Duration.FromSeconds(10));
        (await host.Get(refund.RefundId)).Payout.State.ShouldBe(PayoutState.Unknown, "the question was lost as well");
        await host.Service.Advance(Duration.FromSeconds(20));
        (await host.Get(refund.RefundId)).State.ShouldBe(RefundState.Paid);
        (await host.Calls()).Select(call => call.Number).Distinct().ShouldHaveSingleItem();
        (await host.MovedOut()).ShouldBe(10_00);
    }

    [Fact]
    public async Task R_REF_2_a_wrong_name_is_sent_back_and_paid_after_it_was_corrected()
    {
        await using var host = await Start("sqlite");
        var refund = await host.Request(await host.Order("o-1", settled: true), "step-1", ("1", 3));
        await host.Check(refund, realName: "李四");
        (await host.PayAll()).Items.ShouldHaveSingleItem().State.ShouldBe(RefundState.AwaitingPayee);
        var back = await host.Get(refund.RefundId);
        back.SentBackReason.ShouldBe("PAYEE_USER_INFO_ERROR");
        back.BatchId.ShouldBeEmpty();
        host.Service.Last<RefundSentBack>().Refund.RefundId.ShouldBe(refund.RefundId);
        (await host.MovedOut()).ShouldBe(0);

        await host.Check(refund);
        (await host.PayAll()).Items.ShouldHaveSingleItem().State.ShouldBe(RefundState.Paid);
        (await host.MovedOut()).ShouldBe(10_00);
        (await host.Finance.GetTrialBalanceAsync(new())).Sum.ShouldBe(Cny(0));
        host.Service.Published.Count(told => told.Type.EndsWith("RefundAccepted", StringComparison.Ordinal)).ShouldBe(1, "the invoices were cleared before");
    }

    [Fact]
    public async Task R_REF_9_a_payment_taken_back_reopens_and_is_paid_under_another_number()
    {
        await using var host = await Start("sqlite");
        var refund = await host.Check(await host.Request(await host.Order("o-1", settled: true), "step-1", ("1", 3)));
        await host.Fault("payment.transfer", "REVERSE");
        await host.PayAll();
        var number = (await host.Get(refund.RefundId)).Payout.OutRequestNo;
        await host.Service.Advance(Duration.FromHours(1));
        var reopened = await host.Get(refund.RefundId);
        reopened.State.ShouldBe(RefundState.AwaitingPayee);
        reopened.Overdue.ShouldBeTrue("a person has to look");
        host.Service.Last<RefundSentBack>().Refund.State.ShouldBe(RefundState.AwaitingPayee);
        (await host.MovedOut()).ShouldBe(0);

        await host.Check(refund);
        await host.PayAll();
        var paid = await host.Get(refund.RefundId);
        paid.State.ShouldBe(RefundState.Paid);
        paid.Payout.OutRequestNo.ShouldNotBe(number);
        (await host.MovedOut()).ShouldBe(10_00);
        var balance = await host.Finance.GetTrialBalanceAsync(new());
        balance.Sum.ShouldBe(Cny(0));
        balance.Accounts.Single(account => account.Account == LedgerAccount.ChannelClearing).Balance.ShouldBe(Cny(-10_00));
    }

    [Fact]
    public async Task R_CLK_4_a_payment_taken_back_for_which_nobody_names_a_payee_fails_at_its_deadline()
    {
        await using var host = await Start("sqlite");
        var refund = await host.Check(await host.Request(await host.Order("o-1", settled: true), "step-1", ("1", 3)));
        await host.Fault("payment.transfer", "REVERSE");
        await host.PayAll();
        await host.Service.Advance(Duration.FromHours(1));
        var reopened = await host.Get(refund.RefundId);
        await host.Service.MoveTo(Instant.FromDateTimeOffset(reopened.DueTime.ToDateTimeOffset()));
        (await host.Get(refund.RefundId)).State.ShouldBe(RefundState.Failed);
    }

    [Fact]
    public async Task R_REF_2_what_the_channel_no_longer_refunds_is_transferred_after_checks()
    {
        await using var host = await Start("sqlite");
        var refund = await host.Request(await host.Order("o-1"), "step-1", ("1", 3));
        await host.Fault("payment.refund", "BUSINESS_ERROR", "ACQ.TRADE_HAS_FINISHED");
        await host.Clear(refund);
        await host.Service.Drain();
        (await host.Get(refund.RefundId)).Kind.ShouldBe(RefundKind.Abnormal);
        await host.Check(refund);
        (await host.PayAll()).Items.ShouldHaveSingleItem().State.ShouldBe(RefundState.Paid);
    }

    [Fact]
    public async Task A_refusal_for_good_fails_and_gives_the_reservation_back()
    {
        await using var host = await Start("sqlite");
        var order = await host.Order("o-1");
        var refund = await host.Request(order, "step-1", ("1", 3));
        await host.Fault("payment.refund", "BUSINESS_ERROR", "ACQ.TRADE_NOT_ALLOW_REFUND");
        await host.Clear(refund);
        await host.Service.Drain();
        var failed = await host.Get(refund.RefundId);
        (failed.State, failed.Payout.Failure).ShouldBe((RefundState.Failed, "ACQ.TRADE_NOT_ALLOW_REFUND"));
        host.Service.Last<RefundFailed>().Refund.RefundId.ShouldBe(refund.RefundId);
        (await host.Request(order, "step-2", ("1", 3))).State.ShouldBe(RefundState.AwaitingInvoice);
    }
}
