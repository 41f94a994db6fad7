using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;

namespace Aftersales.Complaints.Features;

/// <summary>A survey was not answered in time (R-CLK-4).</summary>
public sealed class EndSurvey(SurveyDesk surveys) : IWork
{
    public Task Run(WorkItem item, Call call) => surveys.Change(item.Aggregate, call, (decider, state) => decider.Expire(state));
}
