using Aftersales.Contracts.Tracking;
using Aftersales.Platform.Calls;
using Aftersales.Tracking.Features;
using Aftersales.Tracking.Queries;
using Grpc.Core;

namespace Aftersales.Tracking;

/// <summary>The contract's methods about disasters and the features that handle them.</summary>
public sealed class DisasterGrpc : DisasterService.DisasterServiceBase
{
    public override Task<DeclareDisasterResponse> DeclareDisaster(DeclareDisasterRequest request, ServerCallContext context) =>
        context.Feature<DeclareDisaster>().Handle(request, context.Call(request));

    public override Task<ChangeDisasterEndResponse> ChangeDisasterEnd(ChangeDisasterEndRequest request, ServerCallContext context) =>
        context.Feature<DeclareDisaster>().Handle(request, context.Call(request));

    public override Task<ListDisastersResponse> ListDisasters(ListDisastersRequest request, ServerCallContext context) =>
        context.Feature<ReadDisasters>().Handle(request, context.Call(request));
}
