using Aftersales.Contracts.Refunds;
using Aftersales.Platform.Calls;
using Aftersales.Refunds.Features;
using Aftersales.Refunds.Queries;
using Grpc.Core;

namespace Aftersales.Refunds;

/// <summary>The contract's methods and the features that handle them.</summary>
public sealed partial class RefundGrpc : RefundService.RefundServiceBase
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

    public override Task<ReportPayoutOutcomeResponse> ReportPayoutOutcome(ReportPayoutOutcomeRequest request, ServerCallContext context) =>
        context.Feature<SettlePayout>().Handle(request, context.Call(request));

    public override Task<ConfirmPayoutOutcomeResponse> ConfirmPayoutOutcome(ConfirmPayoutOutcomeRequest request, ServerCallContext context) =>
        context.Feature<SettlePayout>().Handle(request, context.Call(request));

    public override Task<GetRefundResponse> GetRefund(GetRefundRequest request, ServerCallContext context) =>
        context.Feature<ReadRefunds>().Handle(request, context.Call(request));

    public override Task<ListRefundsResponse> ListRefunds(ListRefundsRequest request, ServerCallContext context) =>
        context.Feature<ReadRefunds>().Handle(request, context.Call(request));

    public override Task<ListAwaitingRefundsResponse> ListAwaitingRefunds(ListAwaitingRefundsRequest request, ServerCallContext context) =>
        context.Feature<ReadWork>().Handle(request, context.Call(request));

    public override Task WatchAwaitingRefunds(
        WatchAwaitingRefundsRequest request, IServerStreamWriter<WatchAwaitingRefundsResponse> responseStream, ServerCallContext context) =>
        context.Feature<ReadWork>().Handle(request, responseStream, context.Call(request));

    public override Task<ListCollectionResponse> ListCollection(ListCollectionRequest request, ServerCallContext context) =>
        context.Feature<ReadCollection>().Handle(request, context.Call(request));

    public override Task<GetCollectionAgeingResponse> GetCollectionAgeing(GetCollectionAgeingRequest request, ServerCallContext context) =>
        context.Feature<ReadCollection>().Handle(request, context.Call(request));

    public override Task<SimulateRefundResponse> SimulateRefund(SimulateRefundRequest request, ServerCallContext context) =>
        context.Feature<SimulateRefund>().Handle(request, context.Call(request));
}
