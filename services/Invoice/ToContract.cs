using Aftersales.Invoices.Domain;
using Aftersales.Invoices.Domain.Books;
using Aftersales.Invoices.Domain.Papers;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Grpc;
using Google.Protobuf.WellKnownTypes;
using NodaTime;
using Batch = Aftersales.Invoices.Domain.Batches.Batch;
using Contract = Aftersales.Contracts.Invoices;

namespace Aftersales.Invoices;

/// <summary>
/// From the domain to the contract; titles are masked (R-PPL-2). The contract's enum values stand in the domain's order after the unspecified one;
/// a test holds them against each other.
/// </summary>
internal static class ToContract
{
    public static Contract.Invoice ToInvoice(this Versioned<OrderInvoices> order, string invoiceId, Titles titles)
    {
        var invoice = order.State.Find(invoiceId)!;
        var title = invoice.SealedTitle is { } ciphertext ? titles.Open(ciphertext) : null;
        return new()
        {
            InvoiceId = invoice.InvoiceId,
            Version = order.Version,
            OrderId = order.Id,
            CustomerId = order.State.CustomerId,
            Kind = invoice.Kind.ToKind(),
            State = invoice.State.ToState(),
            TitleMasked = Mask.Name(title?.Name ?? ""),
            TaxpayerNumberMasked = MaskedNumber(title),
            Lines = { invoice.Lines.Select(ToLine) },
            Total = invoice.Total.ToContract(),
            Tax = invoice.Tax.ToContract(),
            Number = invoice.Number ?? "",
            IssuedTime = ToTime(invoice.IssuedAt),
            RedLetters = { invoice.RedLetters.Select(ToRedLetter) },
            BatchId = invoice.BatchId ?? "",
            RequestedTime = ToTime(invoice.RequestedAt),
            DueTime = ToTime(invoice.DueAt),
            TaxpayerNumberWarning = invoice.TaxpayerNumberWarning,
            Case = invoice.Case.ToCase(),
            PostageBorneBy = Bearer(invoice),
            WaitsFor = (Contract.InvoiceWaitsFor)(order.State.Awaited(invoice) + 1),
            Part = invoice.IsPart,
            ReplacesInvoiceId = invoice.Replaces ?? "",
            Original = ToOriginal(invoice.Original),
            SentBackReason = invoice.SentBack?.Reason ?? "",
            Overdue = invoice is { Overdue: true, IsAwaited: true },
            AmountInCapitals = Capitals.Of(invoice.Total),
            Seller = ToSeller(invoice.Form?.Seller),
            Drawer = invoice.Form?.Drawer ?? "",
            Remark = invoice.Form?.Remark ?? "",
            Delivery = ToDelivery(invoice.Delivery),
            Left = Money.Sum(invoice.Lines.Select(line => invoice.Left(line).Split.Gross), Currency.Cny).ToContract(),
            Failure = invoice.Failure ?? "",
            Mail = ToMail(invoice.Mailing),
        };
    }

    public static Contract.InvoiceDocument ToDocument(this PaperFile file, Invoice invoice, string of) => new()
    {
        DocumentOf = of,
        Format = (Contract.DocumentFormat)(file.Format + 1),
        MediaType = Documents.MediaType(file.Format),
        Size = file.Size,
        Sha256 = file.Sha256,
        FileName = Documents.FileName(invoice.RedLetters.FirstOrDefault(red => red.RedLetterId == of)?.Number ?? invoice.Number!, file.Format),
    };

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
            Total = invoice.Total.ToContract(),
            RedLettered = invoice.RedLettered.ToContract(),
            Case = invoice.Case.ToCase(),
            DueTime = ToTime(invoice.DueAt),
        };
    }

    public static Contract.InvoiceBreachRecorded ToMessage(this BreachRecorded recorded, string orderId, long version) => new()
    {
        OrderId = orderId,
        CustomerId = recorded.CustomerId,
        Breach = (Contract.InvoiceBreach)(recorded.Breach.Kind + 1),
        Points = recorded.Breach.Points,
        PersonId = recorded.Breach.By,
        Version = version,
    };

    public static Contract.InvoiceBatch ToBatch(this Versioned<Batch> batch) => new()
    {
        BatchId = batch.Id,
        Version = batch.Version,
        State = (Contract.InvoiceBatchState)(batch.State.State + 1),
        Items =
        {
            batch.State.Items.Select(item => new Contract.InvoiceBatchItem
            {
                InvoiceId = item.InvoiceId,
                OrderId = item.OrderId,
                Total = item.Total.ToContract(),
                SentBackReason = item.SentBackReason ?? "",
            }),
        },
        CreatedTime = ToTime(batch.State.CreatedAt),
        ApprovedBy = batch.State.ApprovedBy ?? "",
        ReleasedBy = batch.State.ReleasedBy ?? "",
    };

    public static Contract.SavedTitle ToSavedTitle(this SavedTitle saved, Titles titles)
    {
        var title = titles.Open(saved.Sealed);
        return new()
        {
            TitleId = saved.TitleId,
            NameMasked = Mask.Name(title.Name),
            TaxpayerNumberMasked = MaskedNumber(title),
            TaxpayerNumberWarning = saved.NumberWarning,
            IsDefault = saved.IsDefault,
        };
    }

    /// <summary>In clear: for <c>RevealTitle</c> alone.</summary>
    public static Contract.InvoiceTitle ToClear(this Title title) => new()
    {
        Name = title.Name,
        TaxpayerNumber = title.TaxpayerNumber,
        Email = title.Email,
        Address = title.Address,
        Bank = title.Bank,
        Phone = title.Phone,
        BankAccount = title.Account,
        Certificate = title.Certificate,
    };

    public static InvoiceState ToDomain(this Contract.InvoiceState state) => (InvoiceState)((int)state - 1);

    public static InvoiceKind ToDomain(this Contract.InvoiceKind kind) => (InvoiceKind)((int)kind - 1);

    public static Contract.InvoiceKind ToKind(this InvoiceKind kind) => (Contract.InvoiceKind)(kind + 1);

    private static Contract.InvoiceState ToState(this InvoiceState state) => (Contract.InvoiceState)(state + 1);

    private static Contract.InvoiceCase ToCase(this InvoiceCase @case) => (Contract.InvoiceCase)(@case + 1);

    // R-INV-3, R-QLT-6: what was ticked and is missing was left out by the warehouse.
    private static Contracts.ResponsibleParty Bearer(Invoice invoice) =>
        invoice.Case == InvoiceCase.Missed ? Contracts.ResponsibleParty.Warehouse : Contracts.ResponsibleParty.Unspecified;

    private static string MaskedNumber(Title? title) => title is null or { TaxpayerNumber: "" } ? "" : Mask.Number(title.TaxpayerNumber);

    private static Contract.InvoiceOriginal? ToOriginal(Original? original) => original is null ? null : new()
    {
        TrackingNo = original.TrackingNo ?? "",
        RemindTime = original.ArrivedAt is null ? ToTime(original.AskAt) : null,
        Reminders = original.Reminders,
        ArrivedTime = ToTime(original.ArrivedAt),
        Fault = original.ArrivedAt is null ? Contract.InvoiceFault.Unspecified
            : original.MerchantsFault ? Contract.InvoiceFault.Merchant
            : Contract.InvoiceFault.Customer,
        PostageRefundId = original.PostageRefundId ?? "",
        PostageFailure = original.PostageFailure ?? "",
    };

    private static Contract.InvoiceSeller? ToSeller(Seller? seller) => seller is null ? null : new()
    {
        Name = seller.Name,
        TaxNumber = seller.TaxNumber,
        Address = seller.Address,
        Phone = seller.Phone,
        Bank = seller.Bank,
        BankAccount = seller.Account,
    };

    private static Contract.InvoiceDelivery? ToDelivery(Delivery? delivery) => delivery is null ? null : new()
    {
        Medium = (Contract.DeliveryMedium)(delivery.Medium + 1),
        Reference = delivery.Reference,
        Time = ToTime(delivery.At),
    };

    private static Contract.InvoiceLine ToLine(InvoiceLine line) => new()
    {
        LineId = line.LineId,
        Content = line.Content.Name,
        Quantity = line.Quantity,
        Net = line.Split.Net.ToContract(),
        Tax = line.Split.Tax.ToContract(),
        RateBasisPoints = line.Content.Rate.BasisPoints,
        GoodsCode = line.Content.Code,
        Unit = line.Content.Unit,
        DiscountNet = line.Discount?.Net.ToContract(),
        DiscountTax = line.Discount?.Tax.ToContract(),
    };

    private static Contract.RedLetter ToRedLetter(RedLetter red) => new()
    {
        RedLetterId = red.RedLetterId,
        RefundId = red.RefundId ?? "",
        Lines = { red.Lines.Select(ToLine) },
        Total = red.Total.ToContract(),
        State = (Contract.RedLetterState)(red.State + 1),
        Number = red.Number ?? "",
        IssuedTime = ToTime(red.IssuedAt),
        Reason = (Contract.RedLetterReason)(red.Reason + 1),
        AppliedBy = red.Application?.By ?? "",
        AnsweredBy = red.Application?.AnsweredBy ?? "",
        Note = red.Application?.Note ?? "",
        DueTime = red.State == RedLetterState.Applied ? ToTime(red.Application!.DueAt) : null,
        Failure = red.Failure ?? "",
    };

    private static Contract.InvoiceMail? ToMail(Mailing? mailing) => mailing is null ? null : new()
    {
        AddressMasked = mailing.MaskedAddress.Text,
        SentTime = ToTime(mailing.SentAt),
        NextTryTime = ToTime(mailing.AskAt),
        GivenUp = mailing.IsGivenUp,
    };

    private static Timestamp? ToTime(Instant? at) => at?.ToContract();
}
