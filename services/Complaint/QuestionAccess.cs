using Aftersales.Complaints.Domain;
using Aftersales.Contracts;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;

namespace Aftersales.Complaints;

/// <summary>Who sees and answers which questions: the service people all, an outsider their party's.</summary>
public static class QuestionAccess
{
    /// <summary>The party that the caller is; null for the service people.</summary>
    public static QuestionParty? Party(this Call call)
    {
        var by = call.Caller.Decider;
        return by.Is(Role.Warehouse) ? QuestionParty.Warehouse
            : by.Is(Role.Courier) ? QuestionParty.Courier
            : null;
    }

    /// <summary>A question that the caller may see.</summary>
    /// <exception cref="RefusedException">QUESTION_NOT_FOUND; QUESTION_NOT_YOURS.</exception>
    public static async Task<Versioned<Question>> Seen(this QuestionDesk desk, Call call, string id)
    {
        var found = await desk.Find(call, id) ?? throw new RefusedException(QuestionDecider.NotFound);
        return call.Party() is { } own && own != found.State.Topic.Party ? throw new RefusedException(NotYours(own)) : found;
    }

    public static Refusal NotYours(QuestionParty own) =>
        new Refusal(CaseReasons.QuestionNotYours, "it is another party's question").With("party", Words.Upper(own));
}
