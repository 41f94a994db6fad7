using System.Globalization;
using Aftersales.Invoices.Domain;
using Aftersales.Platform.Store;

namespace Aftersales.Invoices.Queries;

/// <summary>The keyed lists that an order's invoices stand in, the earliest due first.</summary>
internal static class InvoiceLists
{
    public const string All = "all";

    public static string OfId(string invoiceId) => $"invoice:{invoiceId}";

    public static string OfOrder(string orderId) => $"order:{orderId}";

    public static string OfState(InvoiceState state) => $"state:{state}";

    public static string OfCustomer(string customerId) => $"customer:{customerId}";

    public static string OfCustomer(string customerId, InvoiceState state) => $"customer:{customerId}/{state}";

    public static IEnumerable<ListEntry> Of(string orderId, OrderInvoices order) =>
        from invoice in order.Invoices
        let key = invoice.DueAt.ToUnixTimeMilliseconds().ToString("D15", CultureInfo.InvariantCulture)
        from list in new[]
        {
            All, OfId(invoice.InvoiceId), OfOrder(orderId), OfState(invoice.State), OfCustomer(order.CustomerId), OfCustomer(order.CustomerId, invoice.State),
        }
        select new ListEntry(list, key, invoice.InvoiceId, orderId);
}
