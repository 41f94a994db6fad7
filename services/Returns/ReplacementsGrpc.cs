using Aftersales.Contracts.Returns;
using Aftersales.Platform.Calls;
using Aftersales.Returns.Features.Replacements;
using Aftersales.Returns.Queries;
using Grpc.Core;

namespace Aftersales.Returns;

/// <summary>The contract of what goes out again.</summary>
public sealed class ReplacementsGrpc : ReplacementsService.ReplacementsServiceBase
{
    public override Task<CheckReplacementResponse> CheckReplacement(CheckReplacementRequest request, ServerCallContext context) =>
        context.Feature<ReadReplacements>().Check(request, context.Call(request));

    public override Task<RequestReplacementResponse> RequestReplacement(RequestReplacementRequest request, ServerCallContext context) =>
        context.Feature<RequestReplacement>().Handle(request, context.Call(request));

    public override Task<ApproveReplacementResponse> ApproveReplacement(ApproveReplacementRequest request, ServerCallContext context) =>
        context.Feature<ChangeReplacement>().Approve(request, context.Call(request));

    public override Task<PlaceReplacementResponse> PlaceReplacement(PlaceReplacementRequest request, ServerCallContext context) =>
        context.Feature<ChangeReplacement>().Place(request, context.Call(request));

    public override Task<CancelReplacementResponse> CancelReplacement(CancelReplacementRequest request, ServerCallContext context) =>
        context.Feature<ChangeReplacement>().Cancel(request, context.Call(request));

    public override Task<GetReplacementResponse> GetReplacement(GetReplacementRequest request, ServerCallContext context) =>
        context.Feature<ReadReplacements>().Get(request, context.Call(request));

    public override Task<ListReplacementsResponse> ListReplacements(ListReplacementsRequest request, ServerCallContext context) =>
        context.Feature<ReadReplacements>().List(request, context.Call(request));

    public override Task WatchReplacements(
        WatchReplacementsRequest request, IServerStreamWriter<WatchReplacementsResponse> responseStream, ServerCallContext context) =>
        context.Feature<ReadReplacements>().Watch(request, responseStream, context.Call(request));
}
