using Aftersales.Invoices.Domain.Batches;
using Aftersales.Kernel;

namespace Aftersales.Invoices.Domain;

public sealed class InvoiceWalkTests
{
    /// <summary>Random walks over all commands; the amounts are held against a model that knows nothing of invoices.</summary>
    [Fact]
    public void R_INV_6_whatever_happens_in_whichever_order_blue_and_red_of_a_line_are_what_was_finally_paid()
    {
        var ends = new HashSet<InvoiceState>();
        for (var seed = 0; seed < 1_500; seed++)
            ends.Add(Walk(new Random(seed), seed));

        ends.ShouldBe([.. Enum.GetValues<InvoiceState>()], ignoreOrder: true);
    }

    private static InvoiceState Walk(Random random, int seed)
    {
        var left = new Dictionary<string, long> { ["a"] = 10000, ["b"] = 5999, ["freight"] = 800 };
        var orders = new Orders().Do(Orders.Request());
        var reached = -1;
        for (var step = 0; step < 14; step++)
        {
            switch (random.Next(6))
            {
                case 0:
                    if (orders.Invoice.State == InvoiceState.Requested)
                        orders.Do(new CheckInvoice("inv-1", "cai", Orders.Paid));
                    break;
                case 1 or 2:
                    if (orders.Invoice.State is InvoiceState.Checked or InvoiceState.Batched or InvoiceState.Approved && reached < 2)
                        orders.Do(new FollowBatch("inv-1", "ibt-1", (BatchState)(++reached)));
                    if (orders.Invoice.State == InvoiceState.Issuing)
                        orders.Do(new TakeIssueAnswer("inv-1", random.Next(3) == 0 ? new TaxAnswer.Refused("X") : new TaxAnswer.Issued("1", Orders.Now)));
                    break;
                case 3 or 4:
                    var refund = Orders.Refund($"r{step}", [.. left.Keys.Where(_ => random.Next(2) == 0).Select(line =>
                        (line, 1, random.Next(3) == 0 ? left[line] : random.NextInt64(0, left[line] + 1)))]);
                    orders.Do(refund);
                    foreach (var line in refund.Lines)
                        left[line.LineId] -= line.Amount.Minor;
                    orders.Do(refund).Last.ShouldBeEmpty();
                    break;
                default:
                    orders.IssueReds();
                    break;
            }
        }

        if (orders.Invoice.State == InvoiceState.Issuing)
            return InvoiceState.Issuing;
        orders.IssueReds();
        orders.State!.Refunds.ShouldAllBe(refund => refund.State == ClearingState.Cleared, $"seed {seed}");
        foreach (var (line, fen) in left)
            Final(orders.Invoice, line).ShouldBe(fen, $"seed {seed}, line {line}");
        return orders.Invoice.State;
    }

    private static long Final(Invoice invoice, string line) =>
        invoice.Lines.Where(blue => blue.LineId == line).Sum(blue => blue.Split.Gross.Minor)
        - invoice.RedLetters.SelectMany(red => red.Lines).Where(red => red.LineId == line).Sum(red => red.Split.Gross.Minor);

    [Fact]
    public void A_broken_sum_stops_the_write()
    {
        var issued = Orders.In(InvoiceState.Issued).State!;
        var wrong = issued with { Invoices = [issued.Invoices[0] with { Lines = issued.Invoices[0].Lines.RemoveAt(0) }] };

        Should.Throw<InvalidOperationException>(() => InvoiceInvariants.Check(wrong)).Message.ShouldContain("R-INV-6");
        Should.Throw<InvalidOperationException>(() => InvoiceInvariants.Check(issued with { Invoices = [issued.Invoices[0], issued.Invoices[0]] }));
    }
}
