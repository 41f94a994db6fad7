using Aftersales.Complaints.Domain;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;

namespace Aftersales.Complaints.Features;

/// <summary>A low score gives somebody the task of caring for the customer (R-QLT-4, R-QLT-5).</summary>
public sealed class OpenCare(SurveyDesk surveys, TaskDesk tasks) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        var survey = (await surveys.Find(item.Aggregate, call)).State;
        if (!survey.CareDue)
            return;
        var task = await tasks.Open(call, TaskKind.Care, survey.Case, survey.Id);
        await surveys.Change(survey.Id, call, (decider, state) => decider.FinishCare(state, task));
    }
}
