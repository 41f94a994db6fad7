using Aftersales.Contracts.Returns;
using Aftersales.Platform.Calls;
using Aftersales.Returns.Features;
using Aftersales.Returns.Queries;
using Grpc.Core;

namespace Aftersales.Returns;

/// <summary>The contract, in the order of a return's life.</summary>
public sealed class ReturnsGrpc : ReturnsService.ReturnsServiceBase
{
    public override Task<GetReturnPolicyResponse> GetReturnPolicy(GetReturnPolicyRequest request, ServerCallContext context) =>
        context.Feature<GetReturnPolicy>().Handle(request, context.Call(request));

    public override Task<CheckEligibilityResponse> CheckEligibility(CheckEligibilityRequest request, ServerCallContext context) =>
        context.Feature<CheckEligibility>().Handle(request, context.Call(request));

    public override Task<RequestReturnResponse> RequestReturn(RequestReturnRequest request, ServerCallContext context) =>
        context.Feature<RequestReturn>().Handle(request, context.Call(request));

    public override Task<StartReviewResponse> StartReview(StartReviewRequest request, ServerCallContext context) =>
        context.Feature<StartReview>().Handle(request, context.Call(request));

    public override Task<ApproveReturnResponse> ApproveReturn(ApproveReturnRequest request, ServerCallContext context) =>
        context.Feature<ApproveReturn>().Handle(request, context.Call(request));

    public override Task<RejectReturnResponse> RejectReturn(RejectReturnRequest request, ServerCallContext context) =>
        context.Feature<RejectReturn>().Handle(request, context.Call(request));

    public override Task<CancelReturnResponse> CancelReturn(CancelReturnRequest request, ServerCallContext context) =>
        context.Feature<CancelReturn>().Handle(request, context.Call(request));

    public override Task<ConfirmPickupResponse> ConfirmPickup(ConfirmPickupRequest request, ServerCallContext context) =>
        context.Feature<ConfirmPickup>().Handle(request, context.Call(request));

    public override Task<RecordShipmentResponse> RecordShipment(RecordShipmentRequest request, ServerCallContext context) =>
        context.Feature<RecordShipment>().Handle(request, context.Call(request));

    public override Task<ReceiveReturnResponse> ReceiveReturn(ReceiveReturnRequest request, ServerCallContext context) =>
        context.Feature<ReceiveReturn>().Handle(request, context.Call(request));

    public override Task<InspectReturnResponse> InspectReturn(InspectReturnRequest request, ServerCallContext context) =>
        context.Feature<InspectReturn>().Handle(request, context.Call(request));

    public override Task<DisputeReturnResponse> DisputeReturn(DisputeReturnRequest request, ServerCallContext context) =>
        context.Feature<DisputeReturn>().Handle(request, context.Call(request));

    public override Task<ResolveReturnDisputeResponse> ResolveReturnDispute(ResolveReturnDisputeRequest request, ServerCallContext context) =>
        context.Feature<ResolveReturnDispute>().Handle(request, context.Call(request));

    public override Task<CloseReturnLossResponse> CloseReturnLoss(CloseReturnLossRequest request, ServerCallContext context) =>
        context.Feature<CloseReturnLoss>().Handle(request, context.Call(request));

    public override Task<RecordReturnFreightResponse> RecordReturnFreight(RecordReturnFreightRequest request, ServerCallContext context) =>
        context.Feature<RecordReturnFreight>().Handle(request, context.Call(request));

    public override Task<AttachCaseResponse> AttachCase(AttachCaseRequest request, ServerCallContext context) =>
        context.Feature<AttachCase>().Handle(request, context.Call(request));

    public override Task<GetReturnResponse> GetReturn(GetReturnRequest request, ServerCallContext context) =>
        context.Feature<GetReturn>().Handle(request, context.Call(request));

    public override Task<ListReturnsResponse> ListReturns(ListReturnsRequest request, ServerCallContext context) =>
        context.Feature<ListReturns>().Handle(request, context.Call(request));

    public override Task<ListReturnRatesResponse> ListReturnRates(ListReturnRatesRequest request, ServerCallContext context) =>
        context.Feature<ReadReturnRates>().Handle(request, context.Call(request));

    public override Task ExportReturnRates(ExportReturnRatesRequest request, IServerStreamWriter<ExportReturnRatesResponse> responseStream, ServerCallContext context) =>
        context.Feature<ReadReturnRates>().Handle(request, responseStream, context.Call(request));

    public override Task WatchReturns(WatchReturnsRequest request, IServerStreamWriter<WatchReturnsResponse> responseStream, ServerCallContext context) =>
        context.Feature<ListReturns>().Watch(request, responseStream, context.Call(request));
}
