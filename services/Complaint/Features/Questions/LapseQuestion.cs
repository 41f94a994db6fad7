using Aftersales.Complaints.Domain;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;

namespace Aftersales.Complaints.Features.Questions;

/// <summary>An answer is overdue: silence has its verdict (R-CLK-4).</summary>
public sealed class LapseQuestion(QuestionDesk desk) : IWork
{
    public async Task Run(WorkItem item, Call call) => await desk.Change(item.Aggregate, call, new QuestionCommand.Lapse());
}

/// <summary>A verdict is told to the case that waits for it.</summary>
public sealed class TellVerdict(QuestionDesk desk, CaseDesk cases) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        if (await desk.Find(call, item.Aggregate) is not { State: { Answer: not null, Told: false } state })
            return;
        await cases.Change(state.Case, call, new CaseCommand.HearVerdict(state.ToCase()));
        await desk.Change(item.Aggregate, call, new QuestionCommand.FinishTelling());
    }
}
