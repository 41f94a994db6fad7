using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Invoices.Domain;

/// <summary>R-INV-6: apply → confirm → issue, and what becomes of a wrong invoice.</summary>
public sealed class RedLetterTests
{
    [Fact]
    public void R_INV_6_one_by_hand_reserves_nothing_until_another_person_confirms_it()
    {
        var orders = Orders.In(InvoiceState.Issued).Do(Apply("red-1", RedLetterReason.SalesAllowance, new AskedPart("b", 0, Money.Cny(1000))));
        orders.Invoice.Left(orders.Invoice.Lines[1]).Split.Gross.ShouldBe(Money.Cny(5999));
        orders.Refused(new ConfirmRedLetter("red-1", "cai")).Reason.ShouldBe(InvoiceReasons.SamePerson);

        orders.Do(new ConfirmRedLetter("red-1", "shen")).Invoice.Left(orders.Invoice.Lines[1]).Split.Gross.ShouldBe(Money.Cny(4999));
        orders.Do(new ConfirmRedLetter("red-1", "shen")).Last.ShouldBeEmpty();
        orders.Refused(new RejectRedLetter("red-1", "shen", "no")).Reason.ShouldBe(InvoiceReasons.RedLetterStateInvalid);
        orders.IssueReds().Invoice.State.ShouldBe(InvoiceState.Issued);
        orders.Do(Orders.Request("inv-2")).Invoice.Total.ShouldBe(Money.Cny(1000));
    }

    [Theory]
    [InlineData(RedLetterReason.IssuedWrongly, true)]
    [InlineData(RedLetterReason.GoodsReturned, false)]
    [InlineData(RedLetterReason.ServiceEnded, false)]
    [InlineData(RedLetterReason.SalesAllowance, false)]
    public void R_INV_6_what_was_issued_wrongly_is_taken_back_as_a_whole(RedLetterReason reason, bool refused)
    {
        var part = Orders.In(InvoiceState.Issued).Decide(Apply("red-1", reason, new AskedPart("a", 1)));
        (part.Refusal?.Reason).ShouldBe(refused ? InvoiceReasons.RedLetterMustBeWhole : null);
        Orders.In(InvoiceState.Issued).Do(Apply("red-1", reason)).Do(new ConfirmRedLetter("red-1", "shen")).IssueReds().Invoice.State.ShouldBe(InvoiceState.RedLettered);
    }

    [Fact]
    public void R_INV_6_what_was_applied_for_is_not_confirmed_beyond_what_a_refund_has_left()
    {
        var orders = Orders.In(InvoiceState.Issued).Do(Apply("red-1", RedLetterReason.SalesAllowance, new AskedPart("b", 1))).Do(Orders.Refund("r1", ("b", 0, 1)));
        var refusal = orders.Refused(new ConfirmRedLetter("red-1", "shen"));
        (refusal.Reason, refusal.Metadata["line_id"], refusal.Metadata["allowed"]).ShouldBe((InvoiceReasons.RedLetterExceedsLeft, "b", "5998"));
        orders.Do(new RejectRedLetter("red-1", "shen", "refunded")).Do(new RejectRedLetter("red-1", "shen", "refunded")).Last.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(InvoiceState.Requested)]
    [InlineData(InvoiceState.Issuing)]
    [InlineData(InvoiceState.Withdrawn)]
    public void R_INV_6_only_what_was_issued_is_taken_back_or_replaced(InvoiceState state)
    {
        var orders = state == InvoiceState.Withdrawn
            ? Orders.In(InvoiceState.Requested).Do(Orders.Refund("r1", ("a", 3, 10000), ("b", 1, 5999), ("freight", 0, 800)))
            : Orders.In(state);
        foreach (var command in new InvoiceCommand[] { Apply("red-1", RedLetterReason.SalesAllowance), Orders.Request("inv-2", replaces: "inv-1") })
            orders.Refused(command).Reason.ShouldBe(InvoiceReasons.InvoiceStateInvalid);
        orders.Refused(Orders.Request("inv-2", replaces: "inv-9")).Reason.ShouldBe(InvoiceReasons.InvoiceNotFound);
    }

    [Fact]
    public void R_INV_3_the_new_one_counts_for_nothing_until_the_wrong_one_is_back_and_then_bills_what_was_left_of_it()
    {
        var orders = Orders.In(InvoiceState.Issued).Do(Orders.Request("inv-2", replaces: "inv-1"));
        orders.Refused(Orders.Check("inv-2")).Reason.ShouldBe(InvoiceReasons.InvoiceStateInvalid);
        orders.Do(new SendOriginal("inv-2", "SF1")).Do(new SendOriginal("inv-2", "SF1")).Last.ShouldBeEmpty();
        orders.Do(Orders.Refund("r1", ("a", 1, 3333))).IssueReds();

        orders.Do(new ReceiveOriginal("inv-2", true));
        orders.Do(new ReceiveOriginal("inv-2", true)).Last.ShouldBeEmpty();
        orders.Refused(new ReceiveOriginal("inv-2", false)).Reason.ShouldBe(InvoiceReasons.InvoiceStateInvalid);
        (orders.Find("inv-1").State, orders.Find("inv-2").State, orders.Find("inv-2").Total).ShouldBe((InvoiceState.Returned, InvoiceState.Requested, Money.Cny(13466)));
        orders.Find("inv-2").DueAt.ShouldBe(BusinessCalendar.Default.AfterWorkingDays(Orders.Now, 5));

        // Not while both would stand at the tax platform.
        orders.Refused(Orders.Check("inv-2")).Metadata["waits_for"].ShouldBe("ORIGINAL");
        orders.IssueReds().Do(Orders.Check("inv-2")).Find("inv-1").State.ShouldBe(InvoiceState.RedLettered);

        orders.Find("inv-2").Original!.OwesPostage.ShouldBeTrue();
        orders.Do(new TakePostageAnswer("inv-2", null, "ORDER_NOT_PAID")).Find("inv-2").Original!.PostageFailure.ShouldBe("ORDER_NOT_PAID");
        orders.Do(new TakePostageAnswer("inv-2", "rfd-1", null)).Last.ShouldBeEmpty();
    }

    [Fact]
    public void R_INV_3_a_refund_that_fails_after_the_replacement_is_invoiced_to_the_right_title()
    {
        var refund = Orders.Refund("r1", ("a", 1, 3333));
        var orders = Orders.In(InvoiceState.Issued).Do(refund).IssueReds()
            .Do(Orders.Request("inv-2", replaces: "inv-1")).Do(new ReceiveOriginal("inv-2", false)).IssueReds();
        orders.Do(new DropRefund(refund)).Find("inv-2").Total.ShouldBe(Money.Cny(16799));

        orders.Do(Orders.Refund("r2", ("b", 1, 5999))).To(InvoiceState.Issued, "inv-2").Do(new DropRefund(Orders.Refund("r2", ("b", 1, 5999))));
        (orders.Invoice.Case, orders.Invoice.SealedTitle, orders.Invoice.Total).ShouldBe((InvoiceCase.RefundFailed, new("sealed-inv-2"), Money.Cny(5999)));
    }

    [Fact]
    public void R_CLK_4_dates_strike_once_and_only_while_somebody_waits()
    {
        var orders = Orders.In(InvoiceState.Checked).Do(new Strike(InvoiceClock.DueSoon, "inv-1")).Do(new Strike(InvoiceClock.Due, "inv-1"));
        (orders.Invoice.Reminded, orders.Invoice.Overdue).ShouldBe((true, true));
        orders.Do(new Strike(InvoiceClock.Due, "inv-1")).Last.ShouldBeEmpty();
        orders.Invoice.Promise.RemindAt.ShouldBe(orders.Invoice.DueAt - Duration.FromHours(24));

        new Orders().Do(Orders.Request()).To(InvoiceState.Delivered).Do(new Strike(InvoiceClock.Due, "inv-1")).Last.ShouldBeEmpty();
        var applied = Orders.In(InvoiceState.Issued).Do(Apply("red-1", RedLetterReason.SalesAllowance)).Do(new Strike(InvoiceClock.Confirmation, "red-1"));
        applied.Invoice.RedLetters[0].Application!.Overdue.ShouldBeTrue();
        applied.Do(new ConfirmRedLetter("red-1", "shen")).Do(new Strike(InvoiceClock.Confirmation, "red-1")).Last.ShouldBeEmpty();
    }

    private static ApplyRedLetter Apply(string id, RedLetterReason reason, params AskedPart[] parts) => new("inv-1", id, "cai", reason, [.. parts]);
}
