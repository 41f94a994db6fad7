using Aftersales.Complaints.Domain;
using Aftersales.Complaints.Ports;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using Aftersales.Platform.Work;

namespace Aftersales.Complaints.Features.Questions;

/// <summary>
/// A question is brought to the party's system, or its answers are fetched from there. It asks by number before it asks anew: an earlier try may have got
/// through without an answer, and a crash leaves no trace of it.
/// </summary>
public sealed class SendQuestion(QuestionDesk desk, Vault vault) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        if (await desk.Find(call, item.Aggregate) is not { State: { ByHand: false } state } || (state.Stage != QuestionStage.Sending && state.NextLook is null))
            return;
        await desk.Change(item.Aggregate, call, await News(state, call));
    }

    private async Task<QuestionCommand> News(Question state, Call call)
    {
        // The merchant's policy may have taken the system away meanwhile.
        if (desk.System(state.Topic.Party, call) is not { } system)
            return state.Stage.IsAwaiting ? new QuestionCommand.HandOver("no system") : new QuestionCommand.Hear([]);
        var news = await system.Find(state.Id, call.Cancel);
        if (news is null && state.Stage.IsAwaiting)
            news = await system.Ask(state, vault.Words(state.Topic.Note), call.Cancel);
        return news is { Refused: { } why } ? new QuestionCommand.HandOver(why) : new QuestionCommand.Hear([.. news?.Answers.Select(answer => Kept(answer, state, call)) ?? []]);
    }

    private QuestionAnswer Kept(PartyAnswer given, Question state, Call call) =>
        new(given.No, given.Verdict, vault.SealOrEmpty(given.Text), Words.Of(state.Topic.Party), call.Now, vault.Pseudonym($"{given.Verdict}/{given.Text}"))
        {
            Evidence = given.Proofs,
            Sku = given.Sku,
            Ready = given.Ready,
        };
}
