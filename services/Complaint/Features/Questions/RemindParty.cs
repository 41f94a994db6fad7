using Aftersales.Complaints.Domain;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;

namespace Aftersales.Complaints.Features.Questions;

/// <summary>A party is silent and reminded (R-CLK-4): in its system under the reminder's number, or by what is published here.</summary>
public sealed class RemindParty(QuestionDesk desk) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        if (await desk.Find(call, item.Aggregate) is not { State: var state } || !state.Stage.IsAwaiting)
            return;
        var number = state.Reminders + 1;
        if (state is { ByHand: false, Stage: QuestionStage.Open } && desk.System(state.Topic.Party, call) is { } system)
            await system.Remind(state.Id, number, call.Cancel);
        await desk.Change(item.Aggregate, call, new QuestionCommand.Remind(number));
    }
}
