using Aftersales.Complaints.Domain;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;

namespace Aftersales.Complaints.Features;

/// <summary>A task was not done in time: the supervisor sees it (R-CLK-4).</summary>
public sealed class PassTask(TaskDesk desk, Teams teams) : IWork
{
    public async Task Run(WorkItem item, Call call) => await desk.Change(item.Aggregate, call, new TaskCommand.Tick(await teams.Find(call)));
}
