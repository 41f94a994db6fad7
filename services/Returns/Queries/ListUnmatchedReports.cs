using Aftersales.Contracts.Returns;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Grpc;
using Aftersales.Returns.Domain;

namespace Aftersales.Returns.Queries;

/// <summary>What couriers said that fits no return, the latest first.</summary>
public sealed class ListUnmatchedReports(Aggregates<Unmatched, UnmatchedEvent> unmatched)
{
    public async Task<ListUnmatchedReportsResponse> Handle(ListUnmatchedReportsRequest request, Call call)
    {
        var page = await unmatched.List(call, UnmatchedAggregate.All, request.PageSize, request.PageToken, descending: true);
        return new() { Unmatched = { page.Rows.Select(row => ToContract(row.State)) }, NextPageToken = page.NextPageToken };
    }

    private static UnmatchedReports ToContract(Unmatched state) => new()
    {
        Reference = state.Reference,
        Reports = { state.Reports.Select(PickupContracts.ToContract) },
        ReceivedTime = state.At.ToContract(),
        Count = state.Count,
    };
}
