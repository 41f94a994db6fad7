using Aftersales.Complaints.Domain;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;

namespace Aftersales.Complaints.Features;

/// <summary>Opens a closed case again (R-CASE-4).</summary>
public sealed class ReopenCase(CaseDesk desk, Teams teams, Vault vault)
{
    public async Task<ReopenCaseResponse> Handle(ReopenCaseRequest request, Call call)
    {
        var command = new CaseCommand.Reopen(call.Actor(), vault.Seal(request.Reason), await teams.Find(call));
        return await desk.Change(request.CaseId, call, command, state => new ReopenCaseResponse { Case = state });
    }
}
