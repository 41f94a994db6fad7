using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;

namespace Aftersales.Complaints.Queries;

public sealed class GetCase(CaseDesk desk, Vault vault)
{
    public async Task<GetCaseResponse> Handle(GetCaseRequest request, Call call) =>
        new() { Case = (await desk.Read(call, request.CaseId)).ToContract(vault, call) };
}
