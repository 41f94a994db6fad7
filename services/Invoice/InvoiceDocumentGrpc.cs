using Aftersales.Contracts.Invoices;
using Aftersales.Invoices.Features;
using Aftersales.Invoices.Queries;
using Aftersales.Platform.Calls;
using Grpc.Core;

namespace Aftersales.Invoices;

/// <summary>The contract's methods about documents and the features that handle them.</summary>
public sealed class InvoiceDocumentGrpc : InvoiceDocumentService.InvoiceDocumentServiceBase
{
    public override Task<ListDocumentsResponse> ListDocuments(ListDocumentsRequest request, ServerCallContext context) =>
        context.Feature<ReadDocuments>().Handle(request, context.Call(request));

    public override Task DownloadDocument(DownloadDocumentRequest request, IServerStreamWriter<DownloadDocumentResponse> responseStream, ServerCallContext context) =>
        context.Feature<DownloadDocument>().Handle(request, responseStream, context.Call(request));

    public override Task<CreateDocumentLinkResponse> CreateDocumentLink(CreateDocumentLinkRequest request, ServerCallContext context) =>
        context.Feature<CreateDocumentLink>().Handle(request, context.Call(request));

    public override Task DownloadLinkedDocument(
        DownloadLinkedDocumentRequest request, IServerStreamWriter<DownloadLinkedDocumentResponse> responseStream, ServerCallContext context) =>
        context.Feature<DownloadDocument>().Handle(request, responseStream, context.Call(request));

    public override Task<SendInvoiceResponse> SendInvoice(SendInvoiceRequest request, ServerCallContext context) =>
        context.Feature<SendInvoice>().Handle(request, context.Call(request));
}
