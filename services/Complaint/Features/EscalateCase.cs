using Aftersales.Complaints.Domain;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;

namespace Aftersales.Complaints.Features;

/// <summary>Passes a case up one tier (R-ESC-1).</summary>
public sealed class EscalateCase(CaseDesk desk, Teams teams, Vault vault)
{
    public async Task<EscalateCaseResponse> Handle(EscalateCaseRequest request, Call call)
    {
        var command = new CaseCommand.Escalate(call.Actor(), vault.Seal(request.Reason), await teams.Find(call));
        return await desk.Change(request.CaseId, call, command, state => new EscalateCaseResponse { Case = state });
    }
}
