using Aftersales.Kernel;
using Aftersales.Refunds.Domain;
using static Aftersales.Refunds.Tests.Domain.Scenario;

namespace Aftersales.Refunds.Tests.Domain;

public class ReservationTests
{
    private readonly Scenario order = new();

    [Fact]
    public void R_REF_3_the_pieces_of_a_line_sum_to_what_was_paid_for_it()
    {
        order.Given(Request(Order, "r1", [("1", 1)]), Request(Order, "r2", [("1", 1)]), Request(Order, "r3", [("1", 1)]));
        order.Account!.Refunds.Select(refund => refund.Parts.Total.Minor).ShouldBe([3_34, 3_33, 3_33]);
    }

    [Fact]
    public void R_REF_3_no_piece_is_refunded_twice()
    {
        order.Given(Request(Order, "r1", [("2", 6)]));
        var refusal = order.When(Request(Order, "r2", [("2", 6)])).Refusal.ShouldNotBeNull();
        refusal.Reason.ShouldBe(RefundReasons.QuantityExceeded);
        refusal.Metadata["allowed"].ShouldBe("4");
        refusal.Metadata["line_id"].ShouldBe("2");
    }

    [Fact]
    public void R_REF_3_a_line_named_twice_counts_as_one()
    {
        order.When(Request(Order, "r1", [("2", 6), ("2", 5)])).Refusal!.Reason.ShouldBe(RefundReasons.QuantityExceeded);
        order.Given(Request(Order, "r2", [("2", 5), ("2", 5)]));
        order["r2"].Parts.Lines.ShouldHaveSingleItem().Amount.ShouldBe(Money.Cny(99_99));
    }

    [Fact]
    public void R_REF_3_freight_is_refunded_up_to_the_freight_paid()
    {
        order.Given(Request(Order, "r1", freight: 4_00));
        var refusal = order.When(Request(Order, "r2", freight: 2_01)).Refusal.ShouldNotBeNull();
        refusal.Reason.ShouldBe(RefundReasons.RefundExceedsPaid);
        refusal.Metadata["allowed"].ShouldBe("200");
        order.Given(Request(Order, "r3", freight: 2_00));
    }

    [Fact]
    public void R_REF_3_all_refunds_together_stay_within_what_was_paid_for_the_order()
    {
        var reduced = Order with { Total = Money.Cny(100_00) };
        order.Given(Request(reduced, "r1", [("2", 10)]));
        var refusal = order.When(Request(reduced, "r2", [("1", 1)])).Refusal.ShouldNotBeNull();
        refusal.Reason.ShouldBe(RefundReasons.RefundExceedsPaid);
        refusal.Metadata["allowed"].ShouldBe("1");
    }

    [Fact]
    public void R_REF_3_compensation_has_its_own_budget() =>
        order.Given(
            Request(Order, "r1", [("1", 3), ("2", 10)], freight: 6_00), Request(Order, "r2", compensation: 200_00));

    [Fact]
    public void R_REF_3_facts_lowered_later_leave_nothing_to_refund()
    {
        order.Given(Request(Order, "r1", [("1", 2)]));
        var lowered = Order with { Lines = [new("1", 3, Money.Cny(5_00)), Order.Lines[1]], Total = Money.Cny(110_99) };
        order.When(Request(lowered, "r2", [("1", 1)])).Refusal!.Metadata["allowed"].ShouldBe("0");
        order.Account!.Order.ShouldBe(Order);
    }

    [Fact]
    public void A_refund_that_was_called_off_gives_its_pieces_back()
    {
        order.Given(Request(Settled, "r1", [("1", 3)]));
        order.At(order["r1"].DueAt!.Value).Given(new PassDeadline("r1"), Request(Settled, "r2", [("1", 3)]));
        order["r1"].State.ShouldBe(RefundState.Cancelled);
        order["r2"].Parts.Total.ShouldBe(Money.Cny(10_00));
    }

    [Fact]
    public void The_same_cause_has_the_same_refund_whatever_the_repeat_says()
    {
        order.Given(Request(Order, "r1", [("1", 1)]));
        var repeat = order.When(Request(Order, "r1", [("2", 10)], freight: 6_00));
        repeat.Refusal.ShouldBeNull();
        repeat.Events.ShouldBeEmpty();
        order.Account!.Refunds.ShouldHaveSingleItem().Parts.Total.Minor.ShouldBe(3_34);
    }

    [Fact]
    public void An_order_that_was_not_paid_is_not_refunded() =>
        order.When(Request(Order with { IsPaid = false }, "r1", [("1", 1)])).Refusal!.Reason.ShouldBe(RefundReasons.OrderNotPaid);

    [Fact]
    public void An_unknown_line_is_refused() =>
        order.When(Request(Order, "r1", [("9", 1)])).Refusal!.Reason.ShouldBe(RefundReasons.LineUnknown);

    [Fact]
    public void A_refund_of_nothing_is_refused() =>
        order.When(Request(Order, "r1")).Refusal!.Reason.ShouldBe(RefundReasons.InvalidRequest);

    [Fact]
    public void A_refund_of_what_cost_nothing_is_refused()
    {
        var gift = Order with { Lines = [new("g", 1, Money.Cny(0))] };
        order.When(Request(gift, "r1", [("g", 1)])).Refusal!.Reason.ShouldBe(RefundReasons.RefundExceedsPaid);
    }

    [Fact]
    public void Amounts_are_of_the_orders_currency_and_not_negative()
    {
        order.When(Request(Order, "r1", freight: -1)).Refusal!.Fields.ShouldHaveSingleItem().Field.ShouldBe("freight");
        order.When(Request(Order, "r1") with { Compensation = new(1, Currency.Of("USD")) }).Refusal!
            .Fields.ShouldHaveSingleItem().Field.ShouldBe("compensation");
    }
}
