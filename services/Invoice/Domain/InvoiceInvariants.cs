using Aftersales.Kernel;

namespace Aftersales.Invoices.Domain;

/// <summary>What holds for every order's invoices at every moment; a breach is a defect and stops the write.</summary>
public static class InvoiceInvariants
{
    public static void Check(OrderInvoices order)
    {
        Hold(order.Refunds.Select(refund => refund.RefundId).Distinct().Count() == order.Refunds.Length, "R-INV-6: a refund is cleared once");
        Hold(order.Invoices.Select(invoice => invoice.InvoiceId).Distinct().Count() == order.Invoices.Length, "R-INV-6: an invoice is there once");
        foreach (var invoice in order.Invoices)
            Check(invoice);
        CheckAmounts(order);
    }

    private static void Check(Invoice invoice)
    {
        Hold((invoice.Number is not null) == (invoice.IsIssued || invoice.State == InvoiceState.RedLettered), "R-INV-7: what is issued has a number");
        Hold((invoice.State == InvoiceState.Issuing) == (invoice.AskAt is not null), "R-CLK-4: what is being issued is asked about");
        Hold(invoice.Number is not null || invoice.RedLetters.IsEmpty, "R-INV-6: only what was issued is red-lettered");
        Hold(
            invoice.Lines.Select(line => (line.LineId, line.Split.Gross))
                .SequenceEqual(invoice.Billed.Where(line => line.Amount.IsPositive).Select(line => (line.LineId, line.Amount))),
            "R-INV-2: net and tax of each line are its price");
        foreach (var line in invoice.Lines.Select(invoice.Left))
            Hold(!line.Split.Net.IsNegative && !line.Split.Tax.IsNegative && line.Quantity >= 0, "R-INV-6: red never exceeds blue");
    }

    // R-INV-6: per line, blue and red together never exceed what the customer finally paid. They are exactly that where everything was asked
    // for on invoices that take whatever is left, and nothing was taken back by hand without a refund.
    private static void CheckAmounts(OrderInvoices order)
    {
        var refunded = order.Refunds.Where(refund => !refund.Failed).SelectMany(refund => refund.Counted);
        var byHand = order.Invoices.SelectMany(invoice => invoice.RedLetters).Any(red => red is { Application: not null, Counts: true });
        var whole = order.Live.Any() && order.Live.All(invoice => !invoice.IsPart) && !byHand;
        foreach (var due in Billing.Less(order.Paid, refunded))
        {
            var standing = order.Standing(due.LineId).Amount;
            Hold(standing <= due.Amount, "R-INV-6: no more is invoiced of a line than was finally paid for it");
            Hold(!whole || standing == due.Amount, "R-INV-6: blue and red of a line are what was finally paid for it");
        }

        foreach (var refund in order.Refunds)
            Hold(refund.Lines.All(line => !refund.Untaken(line.LineId).Amount.IsNegative), "R-INV-6: a refund takes back no more than itself");
    }

    private static void Hold(bool holds, string rule)
    {
        if (!holds)
            throw new InvalidOperationException($"invariant broken: {rule}");
    }
}
