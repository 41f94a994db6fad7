using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;
using NodaTime.Text;

namespace Aftersales.Tracking.Features;

/// <summary>Counts the day's completion report and plans the next (R-TRK-4). That comes first, or a crash in between would end the chain.</summary>
public sealed class CountCompletion(Reporting reporting) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        await reporting.Plan(item.Due, call);
        var day = LocalDatePattern.Iso.Parse(item.Aggregate).Value;
        await reporting.Freeze(day, await reporting.Count(day, call), call);
    }
}
