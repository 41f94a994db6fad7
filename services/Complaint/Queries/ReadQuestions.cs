using Aftersales.Complaints.Domain;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using Grpc.Core;
using Question = Aftersales.Complaints.Domain.Question;
using QuestionParty = Aftersales.Complaints.Domain.QuestionParty;

namespace Aftersales.Complaints.Queries;

/// <summary>Questions: one, those of a case, and the work lists of the parties, read once or followed.</summary>
public sealed class ReadQuestions(QuestionBook questions, QuestionDesk desk, ListWatch watch, Vault vault)
{
    public async Task<GetQuestionResponse> Handle(GetQuestionRequest request, Call call) => new() { Question = (await desk.Seen(call, request.QuestionId)).ToContract(vault) };

    public async Task<ListQuestionsResponse> Handle(ListQuestionsRequest request, Call call)
    {
        var page = await questions.List(call, ListOf(request, call), request.PageSize, request.PageToken);
        return new() { Questions = { page.Rows.Select(Shown) }, NextPageToken = page.NextPageToken };
    }

    public Task Watch(WatchQuestionsRequest request, IServerStreamWriter<WatchQuestionsResponse> stream, Call call)
    {
        var list = ListOf(new() { Party = request.Party, ByHand = request.ByHand }, call);
        return watch.Follow(
            call,
            now => questions.List(now, list, request.PageSize, pageToken: ""),
            round => stream.WriteAsync(new() { Changed = { round.Changed.Select(Shown) }, Removed = { round.Removed } }));
    }

    private Contracts.Complaints.Question Shown(PageRow<Question> row) => new Versioned<Question>(row.Aggregate, row.State, row.Version).ToContract(vault);

    private static string ListOf(ListQuestionsRequest request, Call call)
    {
        var party = (QuestionParty)request.Party;
        if ((request.CaseId.Length > 0) == (party != QuestionParty.Unspecified) || (request.ByHand && party == QuestionParty.Unspecified))
            throw new RefusedException(CaseReasons.Invalid("party", "either a party or a case is named; by_hand goes with a party"));
        if (call.Party() is { } own && own != party)
            throw new RefusedException(QuestionAccess.NotYours(own));
        return request switch
        {
            { CaseId.Length: > 0 } => QuestionLists.OfCase(request.CaseId),
            { ByHand: true } => QuestionLists.ByHand(party),
            _ => QuestionLists.Open(party),
        };
    }
}
