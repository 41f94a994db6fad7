using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;

namespace Aftersales.Complaints.Queries;

/// <summary>Plans that a person has to look at, stuck for longest first.</summary>
public sealed class ListStuckPlans(Plans plans, Vault vault)
{
    public async Task<ListStuckPlansResponse> Handle(ListStuckPlansRequest request, Call call)
    {
        var page = await plans.List(call, PlanAggregate.StuckList, request.PageSize, request.PageToken);
        return new()
        {
            Plans = { page.Rows.Select(row => new Versioned<Domain.Plan>(row.Aggregate, row.State, row.Version).ToContract(vault, call)) },
            NextPageToken = page.NextPageToken,
        };
    }
}
