using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;

namespace Aftersales.Complaints.Queries;

/// <summary>What the platform has to decide, the earliest due first.</summary>
public sealed class ListSubmittedCases(Cases cases, Vault vault)
{
    public async Task<ListSubmittedCasesResponse> Handle(ListSubmittedCasesRequest request, Call call)
    {
        var page = await cases.List(call, CaseLists.Submitted, request.PageSize, request.PageToken);
        return new()
        {
            Cases = { page.Rows.Select(row => new Versioned<Domain.Case>(row.Aggregate, row.State, row.Version).ToContract(vault, call)) },
            NextPageToken = page.NextPageToken,
        };
    }
}
