using Aftersales.Complaints.Domain;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using CaseType = Aftersales.Complaints.Domain.CaseType;

namespace Aftersales.Complaints.Queries;

/// <summary>Cases of a tier that nobody works, of a type or of all, the earliest due first.</summary>
public sealed class ListQueue(Cases cases, Vault vault)
{
    public async Task<ListQueueResponse> Handle(ListQueueRequest request, Call call)
    {
        var tier = (Tier)request.Tier;
        var list = request.Type == Contracts.Complaints.CaseType.Unspecified ? CaseLists.Vacant(tier) : CaseLists.Queue(tier, (CaseType)request.Type);
        var page = await cases.List(call, list, request.PageSize, request.PageToken);
        return new()
        {
            Cases = { page.Rows.Select(row => new Versioned<Domain.Case>(row.Aggregate, row.State, row.Version).ToContract(vault, call)) },
            NextPageToken = page.NextPageToken,
        };
    }
}
