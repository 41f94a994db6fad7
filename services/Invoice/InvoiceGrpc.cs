using Aftersales.Contracts.Invoices;
using Aftersales.Invoices.Features;
using Aftersales.Invoices.Queries;
using Aftersales.Platform.Calls;
using Grpc.Core;

namespace Aftersales.Invoices;

/// <summary>The contract's methods and the features that handle them.</summary>
public sealed class InvoiceGrpc : InvoiceService.InvoiceServiceBase
{
    public override Task<RequestInvoiceResponse> RequestInvoice(RequestInvoiceRequest request, ServerCallContext context) =>
        context.Feature<RequestInvoice>().Handle(request, context.Call(request));

    public override Task<CheckInvoiceResponse> CheckInvoice(CheckInvoiceRequest request, ServerCallContext context) =>
        context.Feature<CheckInvoice>().Handle(request, context.Call(request));

    public override Task<CreateInvoiceBatchResponse> CreateInvoiceBatch(CreateInvoiceBatchRequest request, ServerCallContext context) =>
        context.Feature<CreateInvoiceBatch>().Handle(request, context.Call(request));

    public override Task<ApproveInvoiceBatchResponse> ApproveInvoiceBatch(ApproveInvoiceBatchRequest request, ServerCallContext context) =>
        context.Feature<DecideBatch>().Handle(request, context.Call(request));

    public override Task<ReleaseInvoiceBatchResponse> ReleaseInvoiceBatch(ReleaseInvoiceBatchRequest request, ServerCallContext context) =>
        context.Feature<DecideBatch>().Handle(request, context.Call(request));

    public override Task<GetInvoiceBatchResponse> GetInvoiceBatch(GetInvoiceBatchRequest request, ServerCallContext context) =>
        context.Feature<ReadInvoices>().Handle(request, context.Call(request));

    public override Task<GetInvoiceResponse> GetInvoice(GetInvoiceRequest request, ServerCallContext context) =>
        context.Feature<ReadInvoices>().Handle(request, context.Call(request));

    public override Task<ListInvoicesResponse> ListInvoices(ListInvoicesRequest request, ServerCallContext context) =>
        context.Feature<ReadInvoices>().Handle(request, context.Call(request));
}
