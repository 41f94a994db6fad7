using Aftersales.Invoices.Domain;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Google.Protobuf.WellKnownTypes;
using NodaTime;
using Batch = Aftersales.Invoices.Domain.Batches.Batch;
using Contract = Aftersales.Contracts.Invoices;

namespace Aftersales.Invoices;

/// <summary>From the domain to the contract; titles are masked (R-PPL-2).</summary>
internal static class ToContract
{
    public static Contract.Invoice ToInvoice(this Versioned<OrderInvoices> order, string invoiceId, Titles titles)
    {
        var invoice = order.State.Find(invoiceId)!;
        var title = titles.Open(invoice.SealedTitle);
        return new()
        {
            InvoiceId = invoice.InvoiceId,
            Version = order.Version,
            OrderId = order.Id,
            CustomerId = order.State.CustomerId,
            Kind = invoice.Kind.ToKind(),
            State = invoice.State.ToState(),
            TitleMasked = Mask.Name(title.Name),
            TaxpayerNumberMasked = title.TaxpayerNumber.Length == 0 ? "" : Mask.Number(title.TaxpayerNumber),
            Lines = { invoice.Lines.Select(ToLine) },
            Total = invoice.Total.ToMoney(),
            Tax = invoice.Tax.ToMoney(),
            Number = invoice.Number ?? "",
            IssuedTime = ToTime(invoice.IssuedAt),
            RedLetters = { invoice.RedLetters.Select(ToRedLetter) },
            BatchId = invoice.BatchId ?? "",
            RequestedTime = ToTime(invoice.RequestedAt),
            DueTime = ToTime(invoice.DueAt),
            TaxpayerNumberWarning = invoice.TaxpayerNumberWarning,
        };
    }

    public static Contract.InvoiceSnapshot ToSnapshot(this OrderInvoices order, string orderId, string invoiceId, long version)
    {
        var invoice = order.Find(invoiceId)!;
        return new()
        {
            InvoiceId = invoiceId,
            Version = version,
            OrderId = orderId,
            CustomerId = order.CustomerId,
            Kind = invoice.Kind.ToKind(),
            State = invoice.State.ToState(),
            Total = invoice.Total.ToMoney(),
            RedLettered = invoice.RedLettered.ToMoney(),
        };
    }

    public static Contract.InvoiceBatch ToBatch(this Versioned<Batch> batch) => new()
    {
        BatchId = batch.Id,
        Version = batch.Version,
        State = (Contract.InvoiceBatchState)(batch.State.State + 1),
        Items =
        {
            batch.State.Items.Select(item => new Contract.InvoiceBatchItem { InvoiceId = item.InvoiceId, OrderId = item.OrderId, Total = item.Total.ToMoney() }),
        },
        CreatedTime = ToTime(batch.State.CreatedAt),
        ApprovedBy = batch.State.ApprovedBy ?? "",
        ReleasedBy = batch.State.ReleasedBy ?? "",
    };

    public static Contracts.Money ToMoney(this Money amount) => new() { MinorUnits = amount.Minor, CurrencyCode = amount.Currency.Code };

    public static InvoiceState ToDomain(this Contract.InvoiceState state) => (InvoiceState)((int)state - 1);

    public static InvoiceKind ToDomain(this Contract.InvoiceKind kind) => (InvoiceKind)((int)kind - 1);

    // The contract's values stand in the domain's order after its unspecified one; a test holds them against each other.
    private static Contract.InvoiceKind ToKind(this InvoiceKind kind) => (Contract.InvoiceKind)(kind + 1);

    private static Contract.InvoiceState ToState(this InvoiceState state) => (Contract.InvoiceState)(state + 1);

    private static Contract.InvoiceLine ToLine(InvoiceLine line) => new()
    {
        LineId = line.LineId,
        Content = line.Content.Name,
        Quantity = line.Quantity,
        Net = line.Split.Net.ToMoney(),
        Tax = line.Split.Tax.ToMoney(),
        RateBasisPoints = line.Content.Rate.BasisPoints,
    };

    private static Contract.RedLetter ToRedLetter(RedLetter red) => new()
    {
        RedLetterId = red.RedLetterId,
        RefundId = red.RefundId,
        Lines = { red.Lines.Select(ToLine) },
        Total = red.Total.ToMoney(),
        State = (Contract.RedLetterState)(red.State + 1),
        Number = red.Number ?? "",
        IssuedTime = ToTime(red.IssuedAt),
    };

    private static Timestamp? ToTime(Instant? at) => at?.ToDateTimeUtc().ToTimestamp();
}
