using Aftersales.Complaints.Domain;
using Aftersales.Complaints.Ports;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using QuestionKind = Aftersales.Complaints.Domain.QuestionKind;
using QuestionParty = Aftersales.Complaints.Domain.QuestionParty;

namespace Aftersales.Complaints.Features.Questions;

/// <summary>An agent asks somebody by hand. The case is told of the question before it is opened, so that none is left behind by a case that is over.</summary>
public sealed class AskQuestion(QuestionDesk desk, CaseDesk cases, OrderBook orders, Vault vault)
{
    public async Task<AskQuestionResponse> Handle(AskQuestionRequest request, Call call)
    {
        var about = (await cases.Find(call, request.CaseId)).State;
        var (party, kind) = ((QuestionParty)request.Party, (QuestionKind)request.Kind);
        if (desk.Policy(call).Find(party, kind) is null)
            throw new RefusedException(NotAsked(kind, desk.Policy(call)));
        var order = about.Order is { } no ? await orders.Find(call, no) : null;
        var pieces = request.Lines.Count > 0 ? request.Lines.ToDomain() : about.Lines;
        if (order?.Covers(pieces) is { } refusal)
            throw new RefusedException(refusal);

        // The id follows from the request: a repeat finds what it asked.
        var topic = new QuestionTopic(party, kind, about.Type, about.Order, QuestionDesk.Goods(pieces, order))
        {
            Parcel = request.TrackingNo.Length == 0 ? null : request.TrackingNo,
            Note = vault.SealOrEmpty(request.Note),
            Slot = kind == QuestionKind.Redelivery ? about.Statements.Slot : null,
        };
        var ask = desk.Asking(Ids.Derived("qst", $"{call.Person}/{call.RequestId}"), about, topic, call.Caller.Decider.Person, call);
        await cases.Change(about.Id, call with { RequestId = null }, new CaseCommand.NoteQuestion(new(ask.Id, party, kind, ask.Terms.Due, Automatic: false)));
        return await desk.Change(ask.Id, call, ask, question => new AskQuestionResponse { Question = question });
    }

    private static Refusal NotAsked(QuestionKind kind, QuestionPolicy policy) =>
        new Refusal(CaseReasons.QuestionNotAsked, "party: is not asked this")
            .With("allowed", string.Join(',', policy.Rules.Where(rule => rule.Kind == kind).Select(rule => Words.Upper(rule.Party))))
            .Field("party", "must be one that the policy asks this");
}
