using Aftersales.Complaints.Queries;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;
using Grpc.Core;

namespace Aftersales.Complaints;

/// <summary>The contract's search.</summary>
public sealed class CaseSearchGrpc : CaseSearchService.CaseSearchServiceBase
{
    public override Task<SearchCasesResponse> SearchCases(SearchCasesRequest request, ServerCallContext context) =>
        context.Feature<SearchCases>().Handle(request, context.Call(request));
}
