using Aftersales.Complaints.Domain;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;

namespace Aftersales.Complaints.Features.Questions;

/// <summary>An answer is overdue: silence has its verdict (R-CLK-4).</summary>
public sealed class LapseQuestion(QuestionDesk desk) : IWork
{
    public async Task Run(WorkItem item, Call call) => await desk.Change(item.Aggregate, call, new QuestionCommand.Lapse());
}

/// <summary>A verdict is told to the case that waits for it, and the photos that came with answers are handed over. What a party keeps itself stays there.</summary>
public sealed class TellVerdict(QuestionDesk desk, CaseDesk cases, EvidenceBook evidence) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        if (await desk.Find(call, item.Aggregate) is not { State: { IsUntold: true } state })
            return;
        if (state is { Answer: not null, Told: false })
            await cases.Change(state.Case, call, new CaseCommand.HearVerdict(state.ToCase()));
        if (await evidence.FindKept(call, state.Proofs) is { IsEmpty: false } photos)
            await cases.Change(state.Case, call, new CaseCommand.TakeProofs(state.Id, photos));
        await desk.Change(item.Aggregate, call, new QuestionCommand.FinishTelling(state.Late.Length));
    }
}
