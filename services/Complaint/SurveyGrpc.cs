using Aftersales.Complaints.Features;
using Aftersales.Complaints.Queries;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;
using Grpc.Core;

namespace Aftersales.Complaints;

/// <summary>The contract's methods about surveys.</summary>
public sealed class SurveyGrpc : SurveyService.SurveyServiceBase
{
    public override Task<GetSurveyResponse> GetSurvey(GetSurveyRequest request, ServerCallContext context) =>
        context.Feature<ReadSurveys>().Handle(request, context.Call(request));

    public override Task<ListSurveysResponse> ListSurveys(ListSurveysRequest request, ServerCallContext context) =>
        context.Feature<ReadSurveys>().Handle(request, context.Call(request));

    public override Task<GetSurveyLinkResponse> GetSurveyLink(GetSurveyLinkRequest request, ServerCallContext context) =>
        context.Feature<ReadSurveys>().Handle(request, context.Call(request));

    public override Task<GetLinkedSurveyResponse> GetLinkedSurvey(GetLinkedSurveyRequest request, ServerCallContext context) =>
        context.Feature<ReadSurveys>().Handle(request, context.Call(request));

    public override Task<AnswerSurveyResponse> AnswerSurvey(AnswerSurveyRequest request, ServerCallContext context) =>
        context.Feature<AnswerSurvey>().Handle(request, context.Call(request));

    public override Task<AnswerLinkedSurveyResponse> AnswerLinkedSurvey(AnswerLinkedSurveyRequest request, ServerCallContext context) =>
        context.Feature<AnswerSurvey>().Handle(request, context.Call(request));

    public override Task<DeclineSurveyResponse> DeclineSurvey(DeclineSurveyRequest request, ServerCallContext context) =>
        context.Feature<AnswerSurvey>().Handle(request, context.Call(request));

    public override Task<DeclineLinkedSurveyResponse> DeclineLinkedSurvey(DeclineLinkedSurveyRequest request, ServerCallContext context) =>
        context.Feature<AnswerSurvey>().Handle(request, context.Call(request));

    public override Task<GetSatisfactionResponse> GetSatisfaction(GetSatisfactionRequest request, ServerCallContext context) =>
        context.Feature<ReadSurveys>().Handle(request, context.Call(request));
}
