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

    public override Task<CorrectInvoiceResponse> CorrectInvoice(CorrectInvoiceRequest request, ServerCallContext context) =>
        context.Feature<CorrectInvoice>().Handle(request, context.Call(request));

    public override Task<DeliverInvoiceResponse> DeliverInvoice(DeliverInvoiceRequest request, ServerCallContext context) =>
        context.Feature<DeliverInvoice>().Handle(request, context.Call(request));

    public override Task<RecordOriginalSentResponse> RecordOriginalSent(RecordOriginalSentRequest request, ServerCallContext context) =>
        context.Feature<ReturnOriginal>().Handle(request, context.Call(request));

    public override Task<RecordOriginalArrivalResponse> RecordOriginalArrival(RecordOriginalArrivalRequest request, ServerCallContext context) =>
        context.Feature<ReturnOriginal>().Handle(request, context.Call(request));

    public override Task<ApplyRedLetterResponse> ApplyRedLetter(ApplyRedLetterRequest request, ServerCallContext context) =>
        context.Feature<RedLetters>().Handle(request, context.Call(request));

    public override Task<ConfirmRedLetterResponse> ConfirmRedLetter(ConfirmRedLetterRequest request, ServerCallContext context) =>
        context.Feature<RedLetters>().Handle(request, context.Call(request));

    public override Task<RejectRedLetterResponse> RejectRedLetter(RejectRedLetterRequest request, ServerCallContext context) =>
        context.Feature<RedLetters>().Handle(request, context.Call(request));

    public override Task<RecordInvoiceBreachResponse> RecordInvoiceBreach(RecordInvoiceBreachRequest request, ServerCallContext context) =>
        context.Feature<RecordInvoiceBreach>().Handle(request, context.Call(request));

    public override Task<SaveTitleResponse> SaveTitle(SaveTitleRequest request, ServerCallContext context) =>
        context.Feature<SavedTitles>().Handle(request, context.Call(request));

    public override Task<ListTitlesResponse> ListTitles(ListTitlesRequest request, ServerCallContext context) =>
        context.Feature<SavedTitles>().Handle(request, context.Call(request));

    public override Task<DeleteTitleResponse> DeleteTitle(DeleteTitleRequest request, ServerCallContext context) =>
        context.Feature<SavedTitles>().Handle(request, context.Call(request));

    public override Task<RevealTitleResponse> RevealTitle(RevealTitleRequest request, ServerCallContext context) =>
        context.Feature<RevealTitle>().Handle(request, context.Call(request));

    public override Task<GetInvoiceableResponse> GetInvoiceable(GetInvoiceableRequest request, ServerCallContext context) =>
        context.Feature<ReadAmounts>().Handle(request, context.Call(request));

    public override Task<GetInvoiceBalanceResponse> GetInvoiceBalance(GetInvoiceBalanceRequest request, ServerCallContext context) =>
        context.Feature<ReadAmounts>().Handle(request, context.Call(request));

    public override Task<GetInvoiceTotalsResponse> GetInvoiceTotals(GetInvoiceTotalsRequest request, ServerCallContext context) =>
        context.Feature<ReadAmounts>().Handle(request, context.Call(request));
}
