using Aftersales.Kernel;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Domain.Ledger;
using NodaTime;
using static Aftersales.Refunds.Tests.Domain.Scenario;

namespace Aftersales.Refunds.Tests.Domain;

/// <summary>What is refunded beside goods and freight: price differences within what was paid (R-REF-3), postage of invoices (R-INV-3).</summary>
public class PartTests
{
    private readonly Scenario order = new();

    private static RequestRefund Difference(string refundId, string lineId, long fen, params (string, int)[] goods) =>
        Request(Order, refundId, goods) with { PriceDifferences = [new(lineId, Money.Cny(fen))] };

    private static RequestRefund Postage(long fen) => Request(Order, "r1") with { Postage = Money.Cny(fen) };

    [Fact]
    public void R_REF_2_a_price_difference_and_postage_are_paid_by_transfer()
    {
        order.Given(Difference("r1", "1", 1_00), Request(Order, "r2") with { Postage = Money.Cny(5_00) });
        (order["r1"].Kind, order["r2"].Kind).ShouldBe((RefundKind.Abnormal, RefundKind.Abnormal));
        order.GivenChecked("r1").GivenChecked("r2");
        order.Balances.ShouldBe(new Dictionary<LedgerAccount, long>
        {
            [LedgerAccount.MerchantRefunds] = 1_00,
            [LedgerAccount.InvoicePostage] = 5_00,
            [LedgerAccount.Customer] = -6_00,
        }, ignoreOrder: true);
    }

    [Fact]
    public void R_RET_7_what_is_kept_back_is_not_paid_and_not_left_for_the_next_refund_either()
    {
        order.Given(Request(Order, "r1", [("1", 3)]) with { Deduction = Money.Cny(4_00) });
        (order["r1"].Kind, order["r1"].Parts.Total.Minor, order.Account!.Left(Order.Line("1")!).Minor).ShouldBe((RefundKind.Normal, 6_00, 0));
        order.Balances.ShouldBe(new Dictionary<LedgerAccount, long> { [LedgerAccount.MerchantRefunds] = 6_00, [LedgerAccount.Customer] = -6_00 }, ignoreOrder: true);
    }

    [Theory]
    [InlineData(-1), InlineData(10_01)]
    public void R_RET_7_no_more_is_kept_back_than_was_paid_for_the_goods(long fen) =>
        order.When(Request(Order, "r1", [("1", 3)]) with { Deduction = Money.Cny(fen) }).Refusal!.Fields.Single().Field.ShouldBe("deduction");

    [Fact]
    public void R_REF_3_a_price_difference_makes_the_lines_pieces_worth_less()
    {
        order.Given(Difference("r1", "1", 3_00), Request(Order, "r2", [("1", 1)]), Request(Order, "r3", [("1", 2)]));
        (order["r2"].Parts.Total.Minor, order["r3"].Parts.Total.Minor).ShouldBe((2_34, 4_66));
        order.Account!.Left(Order.Line("1")!).IsZero.ShouldBeTrue();
    }

    [Theory]
    [InlineData(10_00, 0, null), InlineData(10_01, 0, "1000"), InlineData(3_33, 2, null), InlineData(3_34, 2, "333")]
    public void R_REF_3_goods_and_price_differences_of_a_line_stay_within_what_was_paid_for_it(long difference, int pieces, string? allowed)
    {
        var decision = order.When(Difference("r1", "1", difference, [.. pieces == 0 ? (ReadOnlySpan<(string, int)>)[] : [("1", pieces)]]));
        decision.Refusal?.Reason.ShouldBe(RefundReasons.RefundExceedsPaid);
        decision.Refusal?.Metadata["line_id"].ShouldBe("1");
        decision.Refusal?.Metadata.GetValueOrDefault("allowed").ShouldBe(allowed);
        (decision.Refusal is null).ShouldBe(allowed is null);
    }

    [Fact]
    public void R_REF_3_a_difference_named_twice_counts_as_one()
    {
        var twice = Request(Order, "r1") with { PriceDifferences = [new("1", Money.Cny(6_00)), new("1", Money.Cny(5_00))] };
        order.When(twice).Refusal!.Metadata["allowed"].ShouldBe("1000");
    }

    [Fact]
    public void R_REF_3_a_price_difference_counts_against_what_was_paid_for_the_order()
    {
        var reduced = Order with { Total = Money.Cny(100_00) };
        order.Given(Request(reduced, "r1", [("2", 10)]));
        order.When(Difference("r2", "1", 2) with { Order = reduced }).Refusal!.Metadata["allowed"].ShouldBe("1");
    }

    [Fact]
    public void R_REF_3_a_difference_of_a_refund_that_was_called_off_is_free_again()
    {
        order.Given(Difference("r1", "1", 10_00));
        order.At(order["r1"].DueAt!.Value).Given(new PassDeadline("r1"), Request(Order, "r2", [("1", 3)]));
        order["r2"].Parts.Total.ShouldBe(Money.Cny(10_00));
    }

    [Fact]
    public void R_INV_3_postage_is_paid_back_up_to_5_yuan()
    {
        var refusal = order.When(Postage(5_01)).Refusal.ShouldNotBeNull();
        (refusal.Reason, refusal.Metadata["rule"], refusal.Metadata["allowed"]).ShouldBe((RefundReasons.PostageExceeded, "R-INV-3", "500"));
        order.Given(Postage(5_00));
    }

    [Fact]
    public void R_REF_3_postage_was_never_paid_to_the_shop() =>
        order.Given(Request(Order, "r0", [("1", 3), ("2", 10)], freight: 6_00), Postage(5_00));

    [Fact]
    public void R_REF_2_postage_is_paid_within_5_working_days_after_the_wrong_original_arrived()
    {
        order.Given(Postage(5_00) with { OwedSince = order.Now - Duration.FromDays(4) });
        order["r1"].PayBy.ShouldBe(BusinessCalendar.Default.EndOfDay(Instant.FromUtc(2026, 3, 13, 2, 0), 0), "Friday of last week and five more");
    }

    [Fact]
    public void Amounts_are_positive_and_nothing_is_owed_since_tomorrow()
    {
        Field(Difference("r1", "1", 0)).ShouldBe("price_differences");
        Field(Postage(-1)).ShouldBe("invoice_postage");
        Field(Postage(5_00) with { OwedSince = order.Now + Duration.FromSeconds(1) }).ShouldBe("owed_since");
        order.When(Difference("r1", "9", 1)).Refusal!.Reason.ShouldBe(RefundReasons.LineUnknown);
        string Field(RequestRefund request) => order.When(request).Refusal!.Fields.ShouldHaveSingleItem().Field;
    }
}
