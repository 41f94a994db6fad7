using Aftersales.Kernel;
using Aftersales.Refunds.Domain;
using NodaTime;
using static Aftersales.Refunds.Tests.Domain.Scenario;

namespace Aftersales.Refunds.Tests.Domain;

/// <summary>R-CLK-4: nothing waits for ever. The requests are of Tuesday 2026-03-10, 10:00.</summary>
public class DeadlineTests
{
    private readonly Scenario order = new();

    private static Instant EndOf(int month, int day) =>
        BusinessCalendar.Default.EndOfDay(BusinessCalendar.Default.At(new(2026, month, day), LocalTime.Noon), 0);

    [Fact]
    public void R_REF_8_invoices_are_waited_for_a_day_and_then_it_is_paid()
    {
        order.Given(Request(Order, "r1", [("1", 3)]));
        order["r1"].DueAt.ShouldBe(order.Now + Duration.FromHours(24));
        order.When(new PassDeadline("r1")).Events.ShouldBeEmpty();
        order.At(order["r1"].DueAt!.Value).Given(new PassDeadline("r1"));
        order["r1"].State.ShouldBe(RefundState.Paying);
    }

    [Fact]
    public void R_REF_8_paid_without_an_answer_of_Invoice_it_is_a_persons_matter_until_the_answer_comes()
    {
        order.Given(Request(Order, "r1", [("1", 3)]), Request(Order, "r2", [("2", 10)]), new ClearInvoice("r2"));
        order.At(order["r1"].DueAt!.Value).Given(new PassDeadline("r1")).GivenPaid();
        (order["r1"].InvoiceUncleared, order["r2"].InvoiceUncleared).ShouldBe((true, false));
        order.Given(new ClearInvoice("r1"));
        (order["r1"].State, order["r1"].InvoiceUncleared).ShouldBe((RefundState.Paid, false));
        order.When(new ClearInvoice("r1")).Events.ShouldBeEmpty();
    }

    [Fact]
    public void R_REF_8_what_failed_needs_no_answer_of_Invoice_any_more()
    {
        order.Given(Request(Order, "r1", [("1", 3)]));
        order.At(order["r1"].DueAt!.Value).Given(new PassDeadline("r1"));
        order.Given(order.Answer(new ChannelAnswer.Refused("ACQ.TRADE_NOT_EXIST", RefusedBecause.ForGood)));
        order["r1"].InvoiceUncleared.ShouldBeFalse();
        order.When(new ClearInvoice("r1")).Events.ShouldBeEmpty();
    }

    [Fact]
    public void R_REF_1_a_normal_refund_is_paid_on_day_5_at_the_latest()
    {
        order.Given(Request(Order, "r1", [("1", 3)]), new ClearInvoice("r1"));
        order["r1"].DueAt.ShouldBe(EndOf(3, 15));
        order.At(EndOf(3, 15)).Given(new PassDeadline("r1"));
        order["r1"].State.ShouldBe(RefundState.Paying);
        order["r1"].Overdue.ShouldBeTrue();
        order.When(new PassDeadline("r1")).Events.ShouldBeEmpty();
    }

    [Fact]
    public void R_REF_1_day_5_counts_from_the_request_of_the_return()
    {
        order.Given(Request(Order, "r1", [("1", 3)]) with { OwedSince = order.Now - Duration.FromDays(3) });
        order["r1"].PayBy.ShouldBe(EndOf(3, 12));
        order.Given(Request(Order, "r2", [("2", 10)]) with { OwedSince = order.Now - Duration.FromDays(9) });
        order["r2"].PayBy.ShouldBe(order.Now + Duration.FromMinutes(15), "Invoice has some time all the same");
    }

    [Fact]
    public void R_REF_10_before_dispatch_it_is_paid_within_15_minutes()
    {
        order.Given(Request(Order with { IsDispatched = false }, "r1", [("1", 3)]));
        order["r1"].DueAt.ShouldBe(order.Now + Duration.FromMinutes(15));
    }

    [Fact]
    public void R_REF_2_the_first_check_has_2_working_days_and_the_money_5_after_it()
    {
        order.Given(Request(Order, "r1", [("1", 2)]));
        order["r1"].DueAt.ShouldBe(EndOf(3, 17), "a week for the payee");
        order.Given(new ProvidePayee("r1", Payee()));
        order["r1"].DueAt.ShouldBe(EndOf(3, 12));
        order.Wait(Duration.FromDays(1)).Given(new PassCheck("r1", CheckStep.First, First));
        order["r1"].PayBy.ShouldBe(EndOf(3, 18), "five working days after Wednesday");
        order["r1"].DueAt.ShouldBe(EndOf(3, 12), "one for the second check");
        order.Wait(Duration.FromDays(1))
            .Given(new PassCheck("r1", CheckStep.Second, Second), new PassCheck("r1", CheckStep.Third, Third), new ClearInvoice("r1"));
        order["r1"].DueAt.ShouldBe(EndOf(3, 18));
    }

    [Fact]
    public void R_REF_2_cash_compensation_is_paid_within_5_working_days_after_it_was_recorded()
    {
        order.Given(Request(Order, "r1", compensation: 10_00));
        order.Wait(Duration.FromDays(2)).Given(new ProvidePayee("r1", Payee()), new PassCheck("r1", CheckStep.First, First));
        order["r1"].PayBy.ShouldBe(EndOf(3, 17));
    }

    [Fact]
    public void A_check_that_nobody_makes_is_overdue_and_goes_on()
    {
        order.Given(Request(Order, "r1", [("1", 2)]), new ProvidePayee("r1", Payee()));
        order.At(order["r1"].DueAt!.Value).Given(new PassDeadline("r1"));
        order["r1"].Overdue.ShouldBeTrue();
        order["r1"].State.ShouldBe(RefundState.AwaitingFirstCheck);
        order.Given(new PassCheck("r1", CheckStep.First, First));
        order["r1"].Overdue.ShouldBeFalse();
    }

    [Fact]
    public void A_customer_who_names_no_account_lets_the_refund_expire()
    {
        order.Given(Request(Order, "r1", [("1", 2)]));
        order.At(order["r1"].DueAt!.Value).Given(new PassDeadline("r1"));
        order["r1"].State.ShouldBe(RefundState.Cancelled);
        order["r1"].DueAt.ShouldBeNull();
    }

    [Fact]
    public void One_whose_invoice_was_taken_back_fails_instead_so_that_the_invoice_is_made_anew()
    {
        order.Given(Request(Order, "r1", [("1", 2)])).GivenChecked().GivenReleased()
            .Given(order.Answer(new ChannelAnswer.Refused("PAYEE_NOT_EXIST", RefusedBecause.PayeeWrong)));
        order.At(order["r1"].DueAt!.Value).Given(new PassDeadline("r1"));
        order["r1"].State.ShouldBe(RefundState.Failed);
    }
}
