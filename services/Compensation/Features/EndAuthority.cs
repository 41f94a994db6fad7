using Aftersales.Compensations.Domain;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;

namespace Aftersales.Compensations.Features;

/// <summary>An authority's time is over. It ended at that time whether or not this has run: decisions go by its times.</summary>
public sealed class EndAuthority(Aggregates<Authority, AuthorityEvent> authorities) : IWork
{
    public Task Run(WorkItem item, Call call) => authorities.Change(item.Aggregate, call, authority => DelegationDecider.End(authority, call.Now));
}
