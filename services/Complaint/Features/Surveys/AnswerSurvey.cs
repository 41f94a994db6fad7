using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;

namespace Aftersales.Complaints.Features;

/// <summary>The customer, or whoever holds the link, answers a survey or does not want to (R-QLT-4).</summary>
public sealed class AnswerSurvey(SurveyDesk surveys, Vault vault)
{
    public async Task<AnswerSurveyResponse> Handle(AnswerSurveyRequest request, Call call)
    {
        var (id, sealedText, digest) = ((await surveys.Find(request.SurveyId, call)).Id, vault.SealOrEmpty(request.Comment), vault.Pseudonym(request.Comment));
        return await surveys.Change(
            id, call, (decider, state) => decider.Answer(state, request.Score, sealedText, digest),
            after => new AnswerSurveyResponse { Survey = after.ToContract(vault) });
    }

    public async Task<AnswerLinkedSurveyResponse> Handle(AnswerLinkedSurveyRequest request, Call call)
    {
        var (id, sealedText, digest) = ((await surveys.FindLinked(request.LinkToken, call)).Id, vault.SealOrEmpty(request.Comment), vault.Pseudonym(request.Comment));
        return await surveys.Change(
            id, call, (decider, state) => decider.Answer(state, request.Score, sealedText, digest),
            after => new AnswerLinkedSurveyResponse { Survey = after.State.ToLinked() });
    }

    public async Task<DeclineSurveyResponse> Handle(DeclineSurveyRequest request, Call call) => await surveys.Change(
        (await surveys.Find(request.SurveyId, call)).Id, call, (decider, state) => decider.Decline(state),
        after => new DeclineSurveyResponse { Survey = after.ToContract(vault) });

    public async Task<DeclineLinkedSurveyResponse> Handle(DeclineLinkedSurveyRequest request, Call call) => await surveys.Change(
        (await surveys.FindLinked(request.LinkToken, call)).Id, call, (decider, state) => decider.Decline(state),
        after => new DeclineLinkedSurveyResponse { Survey = after.State.ToLinked() });
}
