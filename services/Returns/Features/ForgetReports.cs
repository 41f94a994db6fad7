using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;
using Aftersales.Returns.Domain;

namespace Aftersales.Returns.Features;

/// <summary>What fits no return is not kept for ever.</summary>
public sealed class ForgetReports(Aggregates<Unmatched, UnmatchedEvent> unmatched) : IWork
{
    public Task Run(WorkItem item, Call call) => unmatched.Change(item.Aggregate, call, state => UnmatchedDecider.Forget(state, call.Now));
}
