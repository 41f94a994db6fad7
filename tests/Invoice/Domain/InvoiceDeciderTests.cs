using Aftersales.Invoices.Domain.Batches;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Invoices.Domain;

public sealed class InvoiceDeciderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(999_999_999)]
    public void R_INV_1_no_amount_is_refused(long fen)
    {
        var order = new PaidOrder("c", true, [new("a", "Food", 1, Money.Cny(fen))], Money.Cny(fen), Money.Cny(0));
        new Orders().Do(Orders.Request(order: order)).Invoice.Total.ShouldBe(Money.Cny(fen));
    }

    [Fact]
    public void R_INV_1_what_was_refunded_before_is_not_invoiced()
    {
        var orders = new Orders()
            .Do(Orders.Refund("r1", ("a", 1, 3333)))
            .Do(Orders.Refund("r2", ("freight", 0, 800)))
            .Do(Orders.Request());

        orders.Invoice.Total.ShouldBe(Money.Cny(16799 - 3333 - 800));
        orders.Invoice.Lines.Select(line => (line.LineId, line.Quantity)).ShouldBe([("a", 2), ("b", 1)]);
    }

    [Fact]
    public void R_INV_1_an_order_refunded_in_full_has_nothing_to_invoice_and_that_is_an_answer()
    {
        var orders = new Orders().Do(Orders.Refund("r1", ("a", 3, 10000), ("b", 1, 5999), ("freight", 0, 800))).Do(Orders.Request());

        orders.Invoice.State.ShouldBe(InvoiceState.Withdrawn);
        orders.Do(Orders.Request("inv-2")).State!.Invoices.Length.ShouldBe(2);
    }

    [Theory]
    [InlineData(InvoiceState.Requested)]
    [InlineData(InvoiceState.Checked)]
    [InlineData(InvoiceState.Issuing)]
    [InlineData(InvoiceState.Issued)]
    public void An_order_that_is_invoiced_is_not_invoiced_again(InvoiceState state)
    {
        var refusal = Orders.In(state).Refused(Orders.Request("inv-2"));

        refusal.Reason.ShouldBe(InvoiceReasons.AlreadyInvoiced);
        refusal.Metadata["invoice_id"].ShouldBe("inv-1");
    }

    [Theory]
    [InlineData(InvoiceKind.Ordinary, "2026-06-09T16:00:00Z")] // Tuesday 2 June and five working days: the end of Tuesday 9
    [InlineData(InvoiceKind.Digital, "2026-06-09T16:00:00Z")]
    [InlineData(InvoiceKind.VatSpecial, "2026-06-16T16:00:00Z")] // two weeks
    public void R_INV_3_the_customer_has_it_in_time(InvoiceKind kind, string due) =>
        new Orders().Do(Orders.Request(kind: kind)).Invoice.DueAt
            .ShouldBe(NodaTime.Text.InstantPattern.ExtendedIso.Parse(due).Value);

    [Fact]
    public void R_INV_3_the_latest_version_of_the_order_decides_what_is_invoiced()
    {
        var orders = new Orders().Do(Orders.Request()).Do(Orders.Refund("r1", ("a", 1, 1000)));
        var latest = Orders.Paid with { Total = Money.Cny(15799), Lines = [Orders.Paid.Lines[0] with { Paid = Money.Cny(9000) }, Orders.Paid.Lines[1]] };

        orders.Do(Orders.Check("inv-1", latest)).Invoice.Total.ShouldBe(Money.Cny(14799));
    }

    [Fact]
    public void Checking_twice_by_the_same_person_is_nothing_and_by_another_is_refused()
    {
        var orders = Orders.In(InvoiceState.Checked);

        orders.Do(Orders.Check("inv-1")).Last.ShouldBeEmpty();
        orders.Refused(Orders.Check() with { By = "dong" }).Reason.ShouldBe(InvoiceReasons.AlreadyDecided);
    }

    [Fact]
    public void What_was_withdrawn_or_is_not_paid_yet_cannot_be_checked()
    {
        var withdrawn = Orders.In(InvoiceState.Requested).Do(Orders.Refund("r1", ("a", 3, 10000), ("b", 1, 5999), ("freight", 0, 800)));
        withdrawn.Refused(Orders.Check("inv-1")).Reason.ShouldBe(InvoiceReasons.InvoiceStateInvalid);

        var unpaid = Orders.Paid with { IsPaid = false };
        new Orders().Do(Orders.Request(order: unpaid)).Refused(Orders.Check("inv-1", unpaid)).Reason.ShouldBe(InvoiceReasons.InvoiceStateInvalid);
    }

    [Fact]
    public void R_INV_5_an_invoice_catches_up_with_its_batch_and_follows_no_other()
    {
        var orders = Orders.In(InvoiceState.Checked);

        orders.Do(Orders.Batch(BatchState.Approved)).Invoice.State.ShouldBe(InvoiceState.Approved);
        orders.Last.Select(happened => happened.GetType()).ShouldBe([typeof(Batched), typeof(Approved)]);
        orders.Do(Orders.Batch(BatchState.Pending)).Last.ShouldBeEmpty();
        orders.Do(Orders.Batch(BatchState.Released, batch: "ibt-2")).Last.ShouldBeEmpty();
        orders.Do(Orders.Batch(BatchState.Released)).Invoice.AskAt.ShouldBe(Orders.Now);
        orders.Do(Orders.Batch(BatchState.Released)).Last.ShouldBeEmpty();
    }

    [Fact]
    public void What_the_tax_platform_refuses_is_asked_again_later()
    {
        var orders = Orders.In(InvoiceState.Issuing).Do(new TakeIssueAnswer("inv-1", new TaxAnswer.Refused("TOTAL_MISMATCH")));

        (orders.Invoice.State, orders.Invoice.Failure, orders.Invoice.AskAt).ShouldBe(
            (InvoiceState.Issuing, "TOTAL_MISMATCH", Orders.Now + Duration.FromMinutes(60)));
        orders.Do(new TakeIssueAnswer("inv-1", new TaxAnswer.Issued("1", Orders.Now))).Invoice.Failure.ShouldBeNull();
        orders.Do(new TakeIssueAnswer("inv-1", new TaxAnswer.Issued("2", Orders.Now))).Last.ShouldBeEmpty();
    }
}
