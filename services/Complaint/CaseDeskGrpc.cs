using Aftersales.Complaints.Features;
using Aftersales.Complaints.Queries;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;
using Grpc.Core;

namespace Aftersales.Complaints;

/// <summary>The contract's methods about who works a case, and as what.</summary>
public sealed class CaseDeskGrpc : CaseDeskService.CaseDeskServiceBase
{
    public override Task<HandOverCaseResponse> HandOverCase(HandOverCaseRequest request, ServerCallContext context) =>
        context.Feature<HandOverCase>().Handle(request, context.Call(request));

    public override Task<TakeOverCaseResponse> TakeOverCase(TakeOverCaseRequest request, ServerCallContext context) =>
        context.Feature<HandOverCase>().Handle(request, context.Call(request));

    public override Task<ReclassifyCaseResponse> ReclassifyCase(ReclassifyCaseRequest request, ServerCallContext context) =>
        context.Feature<ReclassifyCase>().Handle(request, context.Call(request));

    public override Task<ListQueueResponse> ListQueue(ListQueueRequest request, ServerCallContext context) =>
        context.Feature<ListQueue>().Handle(request, context.Call(request));
}
