using Aftersales.Kernel;

namespace Aftersales.Invoices.Domain;

/// <summary>What holds for every order's invoices at every moment; a breach is a defect and stops the write.</summary>
public static class InvoiceInvariants
{
    public static void Check(OrderInvoices order)
    {
        Hold(order.Invoices.Count(invoice => invoice.IsLive) <= 1, "R-INV-6: an order's amounts stand on one invoice");
        Hold(order.Refunds.Select(refund => refund.RefundId).Distinct().Count() == order.Refunds.Length, "R-INV-6: a refund is cleared once");
        foreach (var invoice in order.Invoices)
        {
            CheckLines(order, invoice);
            Hold((invoice.Number is not null) == (invoice.State is InvoiceState.Issued or InvoiceState.RedLettered), "R-INV-7: what is issued has a number");
            Hold((invoice.State == InvoiceState.Issuing) == (invoice.AskAt is not null), "R-CLK-4: what is being issued is asked about");
            Hold(invoice.State >= InvoiceState.Issued || invoice.RedLetters.IsEmpty, "R-INV-6: only what was issued is red-lettered");
        }
    }

    // R-INV-6: per line, blue and red together are what the customer finally paid, net, tax and gross alike never below zero.
    private static void CheckLines(OrderInvoices order, Invoice invoice)
    {
        var left = invoice.Lines.Select(invoice.Left).ToDictionary(line => line.LineId);
        foreach (var line in left.Values)
            Hold(!line.Split.Net.IsNegative && !line.Split.Tax.IsNegative && line.Quantity >= 0, "R-INV-6: red never exceeds blue");
        foreach (var billed in Billing.Less(invoice.Billed, order.AppliedTo(invoice.InvoiceId)))
        {
            var amount = left.TryGetValue(billed.LineId, out var line) ? line.Split.Gross : Money.Zero(billed.Amount.Currency);
            Hold(amount == billed.Amount, "R-INV-6: blue and red of a line are what was finally paid for it");
        }
    }

    private static void Hold(bool holds, string rule)
    {
        if (!holds)
            throw new InvalidOperationException($"invariant broken: {rule}");
    }
}
