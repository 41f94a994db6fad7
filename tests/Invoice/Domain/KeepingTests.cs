using Aftersales.Kernel;

namespace Aftersales.Invoices.Domain;

/// <summary>What an erasure of a customer's personal data finds in an order's invoices.</summary>
public sealed class KeepingTests
{
    private static readonly OrderInvoicesAggregate Type = new(BusinessCalendar.Default);

    [Theory]
    [InlineData(InvoiceState.Requested, null)]
    [InlineData(InvoiceState.Approved, null)]
    [InlineData(InvoiceState.Issued, "TAX_LAW")]
    [InlineData(InvoiceState.Delivered, "TAX_LAW")]
    public void R_PPL_2_what_was_issued_is_a_voucher_and_kept_by_law(InvoiceState state, string? law) =>
        Type.KeptBecause(Orders.In(state).State!).ShouldBe(law);

    [Fact]
    public void R_PPL_2_an_invoice_on_its_way_needs_its_title()
    {
        Type.IsOpen(Orders.In(InvoiceState.Requested).State!).ShouldBeTrue();
        Type.Subject("o-1", Orders.In(InvoiceState.Requested).State!).ShouldBe(Orders.Customer);
    }
}
