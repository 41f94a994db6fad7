using Aftersales.Contracts.Invoices;
using Aftersales.Invoices.Domain.Papers;
using Aftersales.Platform.Calls;
using Google.Protobuf.WellKnownTypes;

namespace Aftersales.Invoices.Features;

/// <summary>A link to one document of the caller's.</summary>
public sealed class CreateDocumentLink(OrdersInvoices orders, DocumentLinks links)
{
    private static readonly NodaTime.Duration Day = NodaTime.Duration.FromDays(1);

    public async Task<CreateDocumentLinkResponse> Handle(CreateDocumentLinkRequest request, Call call)
    {
        var (order, invoice) = await orders.OfDocument(request.DocumentOf, call);
        var format = (PaperFormat)(request.Format - 1);
        Documents.Find(invoice, request.DocumentOf, format);
        var ends = call.Now + (request.ValidFor is { } asked ? NodaTime.Duration.FromTimeSpan(asked.ToTimeSpan()) : Day);
        var token = links.Make(new(call.Merchant, order, request.DocumentOf, format, ends));
        return new() { LinkToken = token, Url = links.Url(token), ExpireTime = Timestamp.FromDateTimeOffset(ends.ToDateTimeOffset()) };
    }
}
