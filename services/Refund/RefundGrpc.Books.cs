using Aftersales.Contracts.Refunds;
using Aftersales.Platform.Calls;
using Aftersales.Refunds.Features;
using Aftersales.Refunds.Queries;
using Grpc.Core;

namespace Aftersales.Refunds;

/// <summary>The methods of finance: batches, ledger, reconciliation.</summary>
public sealed partial class RefundGrpc
{
    public override Task<CreateBatchResponse> CreateBatch(CreateBatchRequest request, ServerCallContext context) =>
        context.Feature<CreateBatch>().Handle(request, context.Call(request));

    public override Task<ApproveBatchResponse> ApproveBatch(ApproveBatchRequest request, ServerCallContext context) =>
        context.Feature<ApproveBatch>().Handle(request, context.Call(request));

    public override Task<ReturnBatchResponse> ReturnBatch(ReturnBatchRequest request, ServerCallContext context) =>
        context.Feature<ReturnBatch>().Handle(request, context.Call(request));

    public override Task<PayBatchResponse> PayBatch(PayBatchRequest request, ServerCallContext context) =>
        context.Feature<PayBatch>().Handle(request, context.Call(request));

    public override Task<GetBatchResponse> GetBatch(GetBatchRequest request, ServerCallContext context) =>
        context.Feature<ReadBatches>().Handle(request, context.Call(request));

    public override Task<ListBatchesResponse> ListBatches(ListBatchesRequest request, ServerCallContext context) =>
        context.Feature<ReadBatches>().Handle(request, context.Call(request));

    public override Task ExportBatch(ExportBatchRequest request, IServerStreamWriter<ExportBatchResponse> responseStream, ServerCallContext context) =>
        context.Feature<ExportBatch>().Handle(request, responseStream, context.Call(request));

    public override Task<GetTrialBalanceResponse> GetTrialBalance(GetTrialBalanceRequest request, ServerCallContext context) =>
        context.Feature<ReadLedger>().Handle(request, context.Call(request));

    public override Task<ListLedgerEntriesResponse> ListLedgerEntries(ListLedgerEntriesRequest request, ServerCallContext context) =>
        context.Feature<ReadLedger>().Handle(request, context.Call(request));

    public override Task<GetAccountStatementResponse> GetAccountStatement(GetAccountStatementRequest request, ServerCallContext context) =>
        context.Feature<ReadLedger>().Handle(request, context.Call(request));

    public override Task<ListLedgerSealsResponse> ListLedgerSeals(ListLedgerSealsRequest request, ServerCallContext context) =>
        context.Feature<ListSeals>().Handle(request, context.Call(request));

    public override Task VerifyLedger(VerifyLedgerRequest request, IServerStreamWriter<VerifyLedgerResponse> responseStream, ServerCallContext context) =>
        context.Feature<VerifyLedger>().Handle(request, responseStream, context.Call(request));

    public override Task<ImportStatementResponse> ImportStatement(IAsyncStreamReader<ImportStatementRequest> requestStream, ServerCallContext context) =>
        context.Feature<ImportStatement>().Handle(requestStream, context.Call());

    public override Task<GetReconciliationResponse> GetReconciliation(GetReconciliationRequest request, ServerCallContext context) =>
        context.Feature<ReadReconciliations>().Handle(request, context.Call(request));

    public override Task<ListReconciliationsResponse> ListReconciliations(ListReconciliationsRequest request, ServerCallContext context) =>
        context.Feature<ReadReconciliations>().Handle(request, context.Call(request));

    public override Task<ListReconciliationItemsResponse> ListReconciliationItems(ListReconciliationItemsRequest request, ServerCallContext context) =>
        context.Feature<ReadReconciliations>().Handle(request, context.Call(request));

    public override Task<ResolveDifferenceResponse> ResolveDifference(ResolveDifferenceRequest request, ServerCallContext context) =>
        context.Feature<ResolveDifference>().Handle(request, context.Call(request));
}
