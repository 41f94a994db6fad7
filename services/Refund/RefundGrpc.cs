using Aftersales.Contracts.Refunds;
using Aftersales.Platform.Calls;
using Aftersales.Refunds.Features;
using Aftersales.Refunds.Queries;
using Grpc.Core;

namespace Aftersales.Refunds;

/// <summary>The contract's methods and the features that handle them.</summary>
public sealed class RefundGrpc : RefundService.RefundServiceBase
{
    public override Task<RequestRefundResponse> RequestRefund(RequestRefundRequest request, ServerCallContext context) =>
        context.Feature<RequestRefund>().Handle(request, context.Call(request));

    public override Task<ProvidePayeeResponse> ProvidePayee(ProvidePayeeRequest request, ServerCallContext context) =>
        context.Feature<ProvidePayee>().Handle(request, context.Call(request));

    public override Task<PassFirstCheckResponse> PassFirstCheck(PassFirstCheckRequest request, ServerCallContext context) =>
        context.Feature<PassCheck>().Handle(request, context.Call(request));

    public override Task<PassSecondCheckResponse> PassSecondCheck(PassSecondCheckRequest request, ServerCallContext context) =>
        context.Feature<PassCheck>().Handle(request, context.Call(request));

    public override Task<PassThirdCheckResponse> PassThirdCheck(PassThirdCheckRequest request, ServerCallContext context) =>
        context.Feature<PassCheck>().Handle(request, context.Call(request));

    public override Task<SendBackRefundResponse> SendBackRefund(SendBackRefundRequest request, ServerCallContext context) =>
        context.Feature<SendBackRefund>().Handle(request, context.Call(request));

    public override Task<RevealPayeeResponse> RevealPayee(RevealPayeeRequest request, ServerCallContext context) =>
        context.Feature<RevealPayee>().Handle(request, context.Call(request));

    public override Task<RecordCollectionResponse> RecordCollection(RecordCollectionRequest request, ServerCallContext context) =>
        context.Feature<CollectAdvance>().Handle(request, context.Call(request));

    public override Task<WriteOffClaimResponse> WriteOffClaim(WriteOffClaimRequest request, ServerCallContext context) =>
        context.Feature<CollectAdvance>().Handle(request, context.Call(request));

    public override Task<CreateBatchResponse> CreateBatch(CreateBatchRequest request, ServerCallContext context) =>
        context.Feature<CreateBatch>().Handle(request, context.Call(request));

    public override Task<PayBatchResponse> PayBatch(PayBatchRequest request, ServerCallContext context) =>
        context.Feature<PayBatch>().Handle(request, context.Call(request));

    public override Task<GetBatchResponse> GetBatch(GetBatchRequest request, ServerCallContext context) =>
        context.Feature<ReadBatches>().Handle(request, context.Call(request));

    public override Task<GetRefundResponse> GetRefund(GetRefundRequest request, ServerCallContext context) =>
        context.Feature<ReadRefunds>().Handle(request, context.Call(request));

    public override Task<ListRefundsResponse> ListRefunds(ListRefundsRequest request, ServerCallContext context) =>
        context.Feature<ReadRefunds>().Handle(request, context.Call(request));

    public override Task<GetTrialBalanceResponse> GetTrialBalance(GetTrialBalanceRequest request, ServerCallContext context) =>
        context.Feature<ReadLedger>().Handle(request, context.Call(request));

    public override Task<ListLedgerEntriesResponse> ListLedgerEntries(ListLedgerEntriesRequest request, ServerCallContext context) =>
        context.Feature<ReadLedger>().Handle(request, context.Call(request));
}
