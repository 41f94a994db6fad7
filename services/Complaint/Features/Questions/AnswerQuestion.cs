using Aftersales.Complaints.Domain;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using QuestionAnswer = Aftersales.Complaints.Domain.QuestionAnswer;
using QuestionVerdict = Aftersales.Complaints.Domain.QuestionVerdict;

namespace Aftersales.Complaints.Features.Questions;

/// <summary>A person answers a question. What comes to a closed one is kept with it, and refused.</summary>
public sealed class AnswerQuestion(QuestionDesk desk, EvidenceBook evidence, Vault vault)
{
    public async Task<AnswerQuestionResponse> Handle(AnswerQuestionRequest request, Call call)
    {
        await desk.Seen(call, request.QuestionId);
        if ((request.Verdict == Contracts.Complaints.QuestionVerdict.Substitute) != (request.SubstituteSku.Length > 0))
            throw new RefusedException(CaseReasons.Invalid("substitute_sku", "names the substitute, and is empty for other verdicts"));
        var answer = new QuestionAnswer(
            Ids.Derived("ans", $"{call.Person}/{call.RequestId}"),
            (QuestionVerdict)request.Verdict,
            vault.SealOrEmpty(request.Text),
            call.Caller.Decider.Person,
            call.Now,
            vault.Pseudonym($"{request.Verdict}/{request.SubstituteSku}/{request.Text}"))
        {
            Evidence = [.. (await evidence.Find(call, request.EvidenceIds)).Select(photo => photo.Id)],
            Sku = request.SubstituteSku.Length == 0 ? null : request.SubstituteSku,
            Ready = request.ReadyTime?.ToInstant(),
        };
        try
        {
            return await desk.Change(request.QuestionId, call, new QuestionCommand.Reply(answer), question => new AnswerQuestionResponse { Question = question });
        }
        catch (RefusedException late) when (late.Refusal.Reason == CaseReasons.QuestionClosed)
        {
            await desk.Change(request.QuestionId, call, new QuestionCommand.Keep(answer));
            throw;
        }
    }
}

/// <summary>Nobody needs the answer any more.</summary>
public sealed class WithdrawQuestion(QuestionDesk desk)
{
    public Task<WithdrawQuestionResponse> Handle(WithdrawQuestionRequest request, Call call) => desk.Change(
        request.QuestionId, call, new QuestionCommand.Withdraw(call.Caller.Decider.Person), question => new WithdrawQuestionResponse { Question = question });
}
