using Aftersales.Contracts.Tracking;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Tracking.Domain;
using Disaster = Aftersales.Tracking.Domain.Disaster;

namespace Aftersales.Tracking.Queries;

/// <summary>The disasters declared, the latest end first.</summary>
public sealed class ReadDisasters(Aggregates<Disaster, DisasterEvent> disasters)
{
    public async Task<ListDisastersResponse> Handle(ListDisastersRequest request, Call call)
    {
        var page = await disasters.List(call, DisasterAggregate.List, request.PageSize, request.PageToken, descending: true);
        return new()
        {
            Disasters = { page.Rows.Select(row => row.State.ToContract(row.Aggregate, row.Version)) },
            NextPageToken = page.NextPageToken,
        };
    }
}
