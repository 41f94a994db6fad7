using Aftersales.Complaints.Features.Questions;
using Aftersales.Complaints.Queries;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;
using Grpc.Core;

namespace Aftersales.Complaints;

/// <summary>The contract's methods about questions to others.</summary>
public sealed class QuestionsGrpc : QuestionsService.QuestionsServiceBase
{
    public override Task<AskQuestionResponse> AskQuestion(AskQuestionRequest request, ServerCallContext context) =>
        context.Feature<AskQuestion>().Handle(request, context.Call(request));

    public override Task<AnswerQuestionResponse> AnswerQuestion(AnswerQuestionRequest request, ServerCallContext context) =>
        context.Feature<AnswerQuestion>().Handle(request, context.Call(request));

    public override Task<WithdrawQuestionResponse> WithdrawQuestion(WithdrawQuestionRequest request, ServerCallContext context) =>
        context.Feature<WithdrawQuestion>().Handle(request, context.Call(request));

    public override Task<GetQuestionResponse> GetQuestion(GetQuestionRequest request, ServerCallContext context) =>
        context.Feature<ReadQuestions>().Handle(request, context.Call(request));

    public override Task<ListQuestionsResponse> ListQuestions(ListQuestionsRequest request, ServerCallContext context) =>
        context.Feature<ReadQuestions>().Handle(request, context.Call(request));

    public override Task WatchQuestions(WatchQuestionsRequest request, IServerStreamWriter<WatchQuestionsResponse> responseStream, ServerCallContext context) =>
        context.Feature<ReadQuestions>().Watch(request, responseStream, context.Call(request));
}
