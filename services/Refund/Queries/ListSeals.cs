using Aftersales.Contracts.Refunds;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Refunds.Domain.Ledger;

namespace Aftersales.Refunds.Queries;

/// <summary>The seals of the ledger (R-REF-6).</summary>
public sealed class ListSeals(Aggregates<Seal, SealEvent> seals)
{
    public async Task<ListLedgerSealsResponse> Handle(ListLedgerSealsRequest request, Call call)
    {
        var page = await seals.List(call, Seals.All, request.PageSize, request.PageToken, descending: true);
        return new() { Seals = { page.Rows.Select(row => row.State.ToContract()) }, NextPageToken = page.NextPageToken };
    }
}
