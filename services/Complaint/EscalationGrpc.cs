using Aftersales.Complaints.Features;
using Aftersales.Complaints.Queries;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;
using Grpc.Core;

namespace Aftersales.Complaints;

/// <summary>The contract's methods at the upper end of the ladder.</summary>
public sealed class EscalationGrpc : EscalationService.EscalationServiceBase
{
    public override Task<RaiseDemandResponse> RaiseDemand(RaiseDemandRequest request, ServerCallContext context) =>
        context.Feature<RaiseDemand>().Handle(request, context.Call(request));

    public override Task<SubmitToPlatformResponse> SubmitToPlatform(SubmitToPlatformRequest request, ServerCallContext context) =>
        context.Feature<SubmitToPlatform>().Handle(request, context.Call(request));

    public override Task<RecordPlatformDecisionResponse> RecordPlatformDecision(RecordPlatformDecisionRequest request, ServerCallContext context) =>
        context.Feature<RecordPlatformDecision>().Handle(request, context.Call(request));

    public override Task<ReferToMediationResponse> ReferToMediation(ReferToMediationRequest request, ServerCallContext context) =>
        context.Feature<Mediate>().Handle(request, context.Call(request));

    public override Task<StatePositionResponse> StatePosition(StatePositionRequest request, ServerCallContext context) =>
        context.Feature<Mediate>().Handle(request, context.Call(request));

    public override Task<RecordVerdictResponse> RecordVerdict(RecordVerdictRequest request, ServerCallContext context) =>
        context.Feature<Mediate>().Handle(request, context.Call(request));

    public override Task<RecordMediationOutcomeResponse> RecordMediationOutcome(RecordMediationOutcomeRequest request, ServerCallContext context) =>
        context.Feature<Mediate>().Handle(request, context.Call(request));

    public override Task<ListSubmittedCasesResponse> ListSubmittedCases(ListSubmittedCasesRequest request, ServerCallContext context) =>
        context.Feature<ListSubmittedCases>().Handle(request, context.Call(request));
}
