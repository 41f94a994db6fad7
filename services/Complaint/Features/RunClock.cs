using Aftersales.Complaints.Domain;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;

namespace Aftersales.Complaints.Features;

/// <summary>A case's clock came due: its default verdict follows (R-CLK-3, R-CLK-4).</summary>
public sealed class RunClock(CaseDesk desk, Teams teams) : IWork
{
    public async Task Run(WorkItem item, Call call) => await desk.Change(item.Aggregate, call, new CaseCommand.Tick(await teams.Find(call)));
}
