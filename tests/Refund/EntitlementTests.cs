using Aftersales.Contracts;
using Aftersales.Contracts.Refunds;
using Aftersales.Testing;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using NodaTime;
using static Aftersales.Refunds.Tests.RefundHost;
using Duration = NodaTime.Duration;

namespace Aftersales.Refunds.Tests;

/// <summary>A refund is what is owed, its payouts are the attempts to pay it.</summary>
public sealed class EntitlementTests
{
    public static IEnumerable<object[]> Databases => TestService.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task R_REF_4_every_attempt_is_told_with_its_own_number_and_the_channels_answer(string database)
    {
        await using var host = await Start(database);
        var refund = await host.Request(await host.Order("o-1"), "step-1", ("1", 3));
        await host.Fault("payment.refund", "BUSINESS_ERROR", "ACQ.TRADE_HAS_FINISHED");
        await host.Clear(refund);
        await host.Service.Drain();
        await host.Check(refund, realName: "somebody else");
        await host.PayAll();
        await host.Check(refund);
        await host.PayAll();

        var paid = await host.Get(refund.RefundId);
        paid.State.ShouldBe(RefundState.Paid);
        paid.Payouts.Select(payout => (payout.Kind, payout.State, payout.Failure)).ShouldBe(
        [
            (RefundKind.Normal, PayoutState.Failed, "ACQ.TRADE_HAS_FINISHED"),
            (RefundKind.Abnormal, PayoutState.Failed, "PAYEE_USER_INFO_ERROR"),
            (RefundKind.Abnormal, PayoutState.Paid, ""),
        ]);
        paid.Payouts.Select(payout => payout.OutRequestNo).Distinct().Count().ShouldBe(3);
        paid.Payouts.Select(payout => payout.EndedTime is null).ShouldBe([false, false, true]);
        paid.Payout.ShouldBe(paid.Payouts[^1]);
        (await host.MovedOut()).ShouldBe(10_00);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task R_INV_3_Invoice_asks_for_the_postage_of_a_wrong_invoice_and_for_nothing_else(string database)
    {
        await using var host = await Start(database);
        var invoice = host.Service.PeerClient(invoker => new RefundService.RefundServiceClient(invoker), "invoice", Merchant, "p_invoice", Role.InvoiceSpecialist);
        var asked = Asked(await host.Order("o-1"), "inv_1");
        asked.Cause.Kind = CauseKind.InvoicePostage;
        asked.InvoicePostage = Cny(5_00);
        asked.OwedSince = (host.Service.Now - Duration.FromDays(1)).ToDateTimeUtc().ToTimestamp();
        await Refused(host.Plan.RequestRefundAsync(asked), StatusCode.InvalidArgument, "INVALID_REQUEST");
        await Refused(invoice.RequestRefundAsync(new(asked) { RequestId = Id(), Freight = Cny(1) }), StatusCode.InvalidArgument, "INVALID_REQUEST");
        await Refused(invoice.RequestRefundAsync(Asked("o-1", "step-1", ("1", 1))), StatusCode.InvalidArgument, "INVALID_REQUEST");
        var tooMuch = new RequestRefundRequest(asked) { RequestId = Id(), InvoicePostage = Cny(5_01) };
        (await Refused(invoice.RequestRefundAsync(tooMuch), StatusCode.FailedPrecondition, "POSTAGE_EXCEEDED")).Info!.Metadata["allowed"].ShouldBe("500");

        var refund = (await invoice.RequestRefundAsync(asked)).Refund;
        (refund.Kind, refund.InvoicePostage, refund.Amount).ShouldBe((RefundKind.Abnormal, Cny(5_00), Cny(5_00)));
        refund.PayByTime.ShouldNotBeNull();
        await host.Check(refund);
        await host.PayAll();
        (await host.MovedOut()).ShouldBe(5_00);
        var balances = (await host.Finance.GetTrialBalanceAsync(new())).Accounts.ToDictionary(account => account.Account, account => account.Balance.MinorUnits);
        (balances[LedgerAccount.InvoicePostage], balances[LedgerAccount.ChannelClearing]).ShouldBe((5_00, -5_00));
    }

    [Fact]
    public async Task R_REF_2_a_price_difference_is_restitution_of_its_line()
    {
        await using var host = await Start("sqlite");
        var asked = Asked(await host.Order("o-1"), "step-1");
        asked.PriceDifferences.Add(new PriceDifference { LineId = "2", Amount = Cny(30_00) });
        var refund = (await host.Plan.RequestRefundAsync(asked)).Refund;
        refund.PriceDifferences.ShouldHaveSingleItem().Amount.ShouldBe(Cny(30_00));
        await host.Service.Drain();
        host.Service.Last<RefundRequested>().Refund.PriceDifferences.ShouldBe(refund.PriceDifferences);
        (await host.Request("o-1", "step-2", ("2", 10))).Amount.ShouldBe(Cny(70_00));
    }
}
