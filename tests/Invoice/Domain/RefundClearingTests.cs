using Aftersales.Kernel;

namespace Aftersales.Invoices.Domain;

/// <summary>R-REF-8 and R-INV-6: a refund that arrives in each state of the invoice.</summary>
public sealed class RefundClearingTests
{
    [Fact]
    public void R_REF_8_nothing_invoiced_is_cleared_at_once_and_remembered()
    {
        var orders = new Orders().Do(Orders.Refund("r1", ("a", 1, 3333)));

        orders.Last.Select(happened => happened.GetType()).ShouldBe([typeof(RefundTaken), typeof(RefundCleared)]);
        orders.State!.Refund("r1")!.State.ShouldBe(ClearingState.Cleared);
        orders.Do(Orders.Refund("r1", ("a", 1, 3333))).Last.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(InvoiceState.Requested)]
    [InlineData(InvoiceState.Checked)]
    [InlineData(InvoiceState.Batched)]
    [InlineData(InvoiceState.Approved)]
    public void R_INV_1_what_is_not_issued_is_reduced_and_withdrawn_when_nothing_is_left(InvoiceState state)
    {
        var orders = Orders.In(state).Do(Orders.Refund("r1", ("a", 2, 6000), ("freight", 0, 800)));
        orders.State!.Refund("r1")!.State.ShouldBe(ClearingState.Cleared);
        (orders.Invoice.State, orders.Invoice.Total).ShouldBe((state, Money.Cny(4000 + 5999)));

        orders.Do(Orders.Refund("r2", ("a", 1, 4000), ("b", 1, 5999)));
        (orders.Invoice.State, orders.Invoice.Lines.Length).ShouldBe((InvoiceState.Withdrawn, 0));
        orders.State!.Refund("r2")!.State.ShouldBe(ClearingState.Cleared);
    }

    [Fact]
    public void R_INV_6_while_it_is_being_issued_the_refunds_wait_and_are_red_lettered_after()
    {
        var orders = Orders.In(InvoiceState.Issuing).Do(Orders.Refund("r1", ("a", 1, 3333))).Do(Orders.Refund("r2", ("a", 2, 6667)));
        orders.State!.Refunds.ShouldAllBe(refund => refund.State == ClearingState.Waiting);
        orders.Invoice.Total.ShouldBe(Money.Cny(16799));

        orders.Do(new TakeIssueAnswer("inv-1", new TaxAnswer.Issued("1", Orders.Now)));
        orders.Last.Select(happened => happened.GetType()).ShouldBe(
            [typeof(Issued), typeof(RedLetterStarted), typeof(RefundPlaced), typeof(RedLetterStarted), typeof(RefundPlaced)]);
        orders.IssueReds().State!.Refunds.ShouldAllBe(refund => refund.State == ClearingState.Cleared);
        orders.Invoice.RedLettered.ShouldBe(Money.Cny(10000));
    }

    [Fact]
    public void R_INV_6_an_issued_invoice_is_red_lettered_in_parts_that_sum_to_the_blue_to_the_fen()
    {
        var orders = Orders.In(InvoiceState.Issued);
        foreach (var (id, fen) in new[] { ("r1", 3333), ("r2", 3333), ("r3", 3334) })
            orders.Do(Orders.Refund(id, ("a", 1, fen)));
        orders.IssueReds().Invoice.State.ShouldBe(InvoiceState.Issued);
        orders.Do(Orders.Refund("r4", ("b", 1, 5999), ("freight", 0, 800))).IssueReds();

        orders.Invoice.State.ShouldBe(InvoiceState.RedLettered);
        foreach (var blue in orders.Invoice.Lines)
        {
            var red = orders.Invoice.RedLetters.SelectMany(letter => letter.Lines).Where(line => line.LineId == blue.LineId).ToList();
            red.Select(line => line.Split).Aggregate((sum, next) => sum + next).ShouldBe(blue.Split);
        }

        orders.Invoice.RedLetters.Select(red => red.RedLetterId).Distinct().Count().ShouldBe(4);
    }

    [Fact]
    public void R_INV_6_at_most_what_is_left_is_taken_back_and_a_refund_of_nothing_invoiced_needs_no_red_letter()
    {
        var orders = Orders.In(InvoiceState.Issued).Do(Orders.Refund("r1", ("b", 1, 5000))).Do(Orders.Refund("r2", ("b", 1, 5000), ("x", 1, 100)));
        orders.Invoice.RedLetters.Select(red => red.Total.Minor).ShouldBe([5000, 999]);

        orders.Do(Orders.Refund("r3", ("b", 1, 1)));
        orders.Last.Select(happened => happened.GetType()).ShouldBe([typeof(RefundTaken), typeof(RefundCleared)]);
        orders.Invoice.RedLetters.Length.ShouldBe(2);
    }

    [Theory]
    [InlineData(InvoiceState.Checked)]
    [InlineData(InvoiceState.Issuing)]
    [InlineData(InvoiceState.Issued)]
    public void R_REF_8_a_refund_is_cleared_once(InvoiceState state)
    {
        var orders = Orders.In(state).Do(Orders.Refund("r1", ("a", 1, 3333)));
        var once = orders.State;

        orders.Do(Orders.Refund("r1", ("a", 1, 3333))).Last.ShouldBeEmpty();
        orders.State.ShouldBe(once);
    }

    [Fact]
    public void The_red_letter_of_a_refund_that_is_refused_is_asked_for_again()
    {
        var orders = Orders.In(InvoiceState.Issued).Do(Orders.Refund("r1", ("a", 1, 3333)));
        var red = orders.Invoice.RedLetters.Single();

        orders.Do(new TakeRedLetterAnswer(red.RedLetterId, new TaxAnswer.Refused("BLUE_INVOICE_NOT_FOUND")));
        orders.Invoice.RedLetters.Single().AskAt.ShouldBe(orders.Terms.AskAgain(Orders.Now));
        orders.IssueReds().State!.Refund("r1")!.State.ShouldBe(ClearingState.Cleared);
        orders.Do(new TakeRedLetterAnswer(red.RedLetterId, new TaxAnswer.Issued("again", Orders.Now))).Last.ShouldBeEmpty();
    }

    [Fact]
    public void A_refund_that_fails_before_the_invoice_is_issued_is_invoiced_again()
    {
        var refund = Orders.Refund("r1", ("a", 1, 3333));
        var orders = Orders.In(InvoiceState.Batched).Do(refund);
        orders.Invoice.Total.ShouldBe(Money.Cny(16799 - 3333));

        orders.Do(new DropRefund(refund)).Invoice.Total.ShouldBe(Money.Cny(16799));
        orders.Do(new DropRefund(refund)).Last.ShouldBeEmpty();
    }

    [Fact]
    public void A_refund_that_fails_while_it_waits_needs_no_red_letter_any_more()
    {
        var refund = Orders.Refund("r1", ("a", 1, 3333));
        var orders = Orders.In(InvoiceState.Issuing).Do(refund).Do(new DropRefund(refund));

        orders.Do(new TakeIssueAnswer("inv-1", new TaxAnswer.Issued("1", Orders.Now))).Invoice.RedLetters.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(3, 10000, 800, InvoiceState.Issued)]
    [InlineData(1, 3333, 0, InvoiceState.Issued)]
    public void R_INV_6_a_payout_that_fails_for_good_after_its_red_letter_leads_to_a_new_blue_one(int pieces, long fen, long freight, InvoiceState left)
    {
        var refund = Orders.Refund("r1", ("a", pieces, fen), ("freight", 0, freight));
        var orders = Orders.In(InvoiceState.Issued).Do(refund).IssueReds();
        orders.Do(new DropRefund(refund));

        orders.Find("inv-1").State.ShouldBe(left);
        var again = orders.Invoice;
        (again.Case, again.State, again.Total, again.SealedTitle).ShouldBe(
            (InvoiceCase.RefundFailed, InvoiceState.Requested, Money.Cny(fen + freight), orders.Find("inv-1").SealedTitle));
        again.Lines[0].Quantity.ShouldBe(pieces);
        orders.Do(new DropRefund(refund)).Last.ShouldBeEmpty();

        // The refund is asked for anew, and takes the new one back before it is issued.
        orders.Do(Orders.Refund("r2", ("a", pieces, fen), ("freight", 0, freight))).Find(again.InvoiceId).State.ShouldBe(InvoiceState.Withdrawn);
    }

    [Fact]
    public void R_INV_6_a_failed_refund_that_had_kept_its_amount_off_the_invoice_from_the_start_is_invoiced_too()
    {
        var refund = Orders.Refund("r1", ("a", 1, 3333));
        var orders = new Orders().Do(refund).Do(Orders.Request());
        orders.Do(new DropRefund(refund)).Invoice.Total.ShouldBe(Money.Cny(16799));

        var issued = new Orders().Do(refund).Do(Orders.Request()).To(InvoiceState.Issued);
        issued.Do(new DropRefund(refund)).Invoice.Total.ShouldBe(Money.Cny(3333));
    }

    [Fact]
    public void R_INV_6_of_several_invoices_a_refund_takes_what_is_on_none_then_what_is_not_issued_then_the_oldest()
    {
        var orders = new Orders()
            .Do(Orders.Request("inv-1", parts: new AskedPart("a", 1, Money.Cny(3000)))).To(InvoiceState.Issued, "inv-1")
            .Do(Orders.Request("inv-2", parts: new AskedPart("a", 1, Money.Cny(3000)))).To(InvoiceState.Issued, "inv-2")
            .Do(Orders.Request("inv-3", parts: new AskedPart("a", 0, Money.Cny(2000))));
        long[] Standing() => [.. orders.State!.Invoices.Select(invoice => invoice.IsLive ? invoice.Standing().Sum(part => part.Amount.Minor) : 0)];

        orders.Do(Orders.Refund("r1", ("a", 1, 2000)));
        Standing().ShouldBe([3000, 3000, 2000]);
        orders.Do(Orders.Refund("r2", ("a", 0, 500)));
        Standing().ShouldBe([3000, 3000, 1500]);
        orders.Do(Orders.Refund("r3", ("a", 1, 2500)));
        Standing().ShouldBe([2000, 3000, 0]);
        orders.Do(Orders.Refund("r4", ("a", 1, 3000)));
        Standing().ShouldBe([0, 2000, 0]);
        orders.IssueReds().State!.Refunds.ShouldAllBe(refund => refund.State == ClearingState.Cleared);
        orders.Find("inv-1").State.ShouldBe(InvoiceState.RedLettered);
    }

    [Fact]
    public void R_REF_8_a_refund_over_several_invoices_is_cleared_when_the_last_red_letter_is_issued()
    {
        var orders = new Orders()
            .Do(Orders.Request("inv-1", parts: new AskedPart("a", 1, Money.Cny(5000)))).To(InvoiceState.Issued, "inv-1")
            .Do(Orders.Request("inv-2", parts: new AskedPart("a", 2, Money.Cny(5000)))).To(InvoiceState.Issuing, "inv-2")
            .Do(Orders.Refund("r1", ("a", 3, 10000)));
        orders.IssueReds().State!.Refund("r1")!.State.ShouldBe(ClearingState.Waiting);

        orders.Do(new TakeIssueAnswer("inv-2", new TaxAnswer.Issued("2", Orders.Now)));
        orders.State!.Refund("r1")!.State.ShouldBe(ClearingState.RedLettering);
        orders.IssueReds();
        orders.Last.OfType<RefundCleared>().ShouldHaveSingleItem().RedLettered.ShouldBeTrue();
    }

    [Fact]
    public void A_failure_that_overtakes_the_acceptance_leaves_nothing_to_clear()
    {
        var refund = Orders.Refund("r1", ("a", 1, 3333));
        var orders = new Orders().Do(new DropRefund(refund)).Do(refund);

        orders.Last.ShouldBeEmpty();
        orders.Do(Orders.Request()).Invoice.Total.ShouldBe(Money.Cny(16799));
    }
}
