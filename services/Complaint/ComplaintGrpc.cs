using Aftersales.Complaints.Features;
using Aftersales.Complaints.Queries;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;
using Grpc.Core;

namespace Aftersales.Complaints;

/// <summary>The contract's methods, in the order of a case's life.</summary>
public sealed class ComplaintGrpc : ComplaintService.ComplaintServiceBase
{
    public override Task<UploadEvidenceResponse> UploadEvidence(IAsyncStreamReader<UploadEvidenceRequest> requestStream, ServerCallContext context) =>
        context.Feature<UploadEvidence>().Handle(requestStream, context.Call());

    public override Task<OpenCaseResponse> OpenCase(OpenCaseRequest request, ServerCallContext context) =>
        context.Feature<OpenCase>().Handle(request, context.Call(request));

    public override Task<AddEvidenceResponse> AddEvidence(AddEvidenceRequest request, ServerCallContext context) =>
        context.Feature<AddEvidence>().Handle(request, context.Call(request));

    public override Task<TakeCaseResponse> TakeCase(TakeCaseRequest request, ServerCallContext context) =>
        context.Feature<TakeCase>().Handle(request, context.Call(request));

    public override Task<EscalateCaseResponse> EscalateCase(EscalateCaseRequest request, ServerCallContext context) =>
        context.Feature<EscalateCase>().Handle(request, context.Call(request));

    public override Task<QuoteRemediesResponse> QuoteRemedies(QuoteRemediesRequest request, ServerCallContext context) =>
        context.Feature<QuoteRemedies>().Handle(request, context.Call(request));

    public override Task<MakeOfferResponse> MakeOffer(MakeOfferRequest request, ServerCallContext context) =>
        context.Feature<MakeOffer>().Handle(request, context.Call(request));

    public override Task<AcceptOfferResponse> AcceptOffer(AcceptOfferRequest request, ServerCallContext context) =>
        context.Feature<AcceptOffer>().Handle(request, context.Call(request));

    public override Task<DeclineOfferResponse> DeclineOffer(DeclineOfferRequest request, ServerCallContext context) =>
        context.Feature<DeclineOffer>().Handle(request, context.Call(request));

    public override Task<RetryPlanStepResponse> RetryPlanStep(RetryPlanStepRequest request, ServerCallContext context) =>
        context.Feature<RetryPlanStep>().Handle(request, context.Call(request));

    public override Task<RecordFeedbackResponse> RecordFeedback(RecordFeedbackRequest request, ServerCallContext context) =>
        context.Feature<RecordFeedback>().Handle(request, context.Call(request));

    public override Task<RejectCaseResponse> RejectCase(RejectCaseRequest request, ServerCallContext context) =>
        context.Feature<RejectCase>().Handle(request, context.Call(request));

    public override Task<WithdrawCaseResponse> WithdrawCase(WithdrawCaseRequest request, ServerCallContext context) =>
        context.Feature<WithdrawCase>().Handle(request, context.Call(request));

    public override Task<ReopenCaseResponse> ReopenCase(ReopenCaseRequest request, ServerCallContext context) =>
        context.Feature<ReopenCase>().Handle(request, context.Call(request));

    public override Task<GetCaseResponse> GetCase(GetCaseRequest request, ServerCallContext context) =>
        context.Feature<GetCase>().Handle(request, context.Call(request));

    public override Task<ListCasesResponse> ListCases(ListCasesRequest request, ServerCallContext context) =>
        context.Feature<ListCases>().Handle(request, context.Call(request));

    public override Task<GetTimelineResponse> GetTimeline(GetTimelineRequest request, ServerCallContext context) =>
        context.Feature<GetTimeline>().Handle(request, context.Call(request));

    public override Task<GetPlanResponse> GetPlan(GetPlanRequest request, ServerCallContext context) =>
        context.Feature<GetPlan>().Handle(request, context.Call(request));
}
