using System.Globalization;
using Aftersales.Invoices.Domain;
using Aftersales.Kernel;
using Aftersales.Platform.Store;
using NodaTime;

namespace Aftersales.Invoices.Queries;

/// <summary>The keyed lists that an order's invoices stand in: by when they are due, those of a month by when they were issued.</summary>
internal static class InvoiceLists
{
    public const string All = "all";

    /// <summary>What is late, or has a red letter that nobody confirmed in time (R-CLK-4).</summary>
    public const string Overdue = "overdue";

    /// <summary>What no mail server took: a person has to look.</summary>
    public const string Unmailed = "unmailed";

    /// <summary>Issued ones of orders whose invoices do not come to what was finally paid (R-INV-6).</summary>
    public const string Unbalanced = "unbalanced";

    public static string OfId(string invoiceId) => $"invoice:{invoiceId}";

    public static string OfRedLetter(string redLetterId) => $"red-letter:{redLetterId}";

    public static string OfOrder(string orderId) => $"order:{orderId}";

    public static string OfState(InvoiceState state) => $"state:{state}";

    public static string OfCustomer(string customerId) => $"customer:{customerId}";

    public static string OfCustomer(string customerId, InvoiceState state) => $"customer:{customerId}/{state}";

    /// <summary>By a number that the tax platform gave, its own or a red letter's.</summary>
    public static string OfNumber(string number) => $"number:{number}";

    /// <param name="month">As in <c>2026-06</c>.</param>
    public static string OfMonth(string month) => $"month:{month}";

    public static string Month(Instant at, BusinessCalendar calendar) => calendar.Today(at).ToString("uuuu-MM", CultureInfo.InvariantCulture);

    public static IEnumerable<ListEntry> Of(string orderId, OrderInvoices order, BusinessCalendar calendar) =>
        order.Invoices.SelectMany(invoice => Of(orderId, order.CustomerId, invoice, calendar)).Concat(OfUnbalanced(orderId, order));

    private static IEnumerable<ListEntry> OfUnbalanced(string orderId, OrderInvoices order) => OrderBalance.IsUnbalanced(order)
        ? order.Live.Where(invoice => invoice.IsIssued).Select(invoice => new ListEntry(Unbalanced, TimeKey.Of(invoice.IssuedAt!.Value), invoice.InvoiceId, orderId))
        : [];

    private static IEnumerable<ListEntry> Of(string orderId, string customerId, Invoice invoice, BusinessCalendar calendar)
    {
        List<string> lists =
        [
            All, OfId(invoice.InvoiceId), OfOrder(orderId), OfState(invoice.State), OfCustomer(customerId), OfCustomer(customerId, invoice.State),
            .. invoice.RedLetters.Select(red => OfRedLetter(red.RedLetterId)),
            .. invoice.RedLetters.Select(red => red.Number).Prepend(invoice.Number).OfType<string>().Select(OfNumber).Distinct(),
        ];
        if (invoice is { Overdue: true, IsAwaited: true } || invoice.RedLetters.Any(red => red is { State: RedLetterState.Applied, Application.Overdue: true }))
            lists.Add(Overdue);
        if (invoice.Mailing is { IsGivenUp: true })
            lists.Add(Unmailed);
        foreach (var list in lists)
            yield return new(list, TimeKey.Of(invoice.DueAt), invoice.InvoiceId, orderId);
        if (invoice.IssuedAt is { } issued)
            yield return new(OfMonth(Month(issued, calendar)), TimeKey.Of(issued), invoice.InvoiceId, orderId);
    }
}
