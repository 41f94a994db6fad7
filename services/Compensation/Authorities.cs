using System.Collections.Immutable;
using Aftersales.Compensations.Domain;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;

namespace Aftersales.Compensations;

/// <summary>Where a decision finds what its person may decide beside, or less than, their role.</summary>
public sealed class Authorities(Aggregates<Authority, AuthorityEvent> authorities)
{
    /// <summary>What was given to whoever decides and is not over, by id; the suite itself has none.</summary>
    public async Task<ImmutableDictionary<string, Authority>> Live(Call call)
    {
        if (call.Caller.Decider.IsService)
            return ImmutableDictionary<string, Authority>.Empty;
        var page = await authorities.List(call, AuthorityAggregate.Of(AuthorityAggregate.Live, call.Caller.Decider.Person), DelegationDecider.Most, "");
        return page.Rows.ToImmutableDictionary(row => row.Aggregate, row => row.State);
    }
}
