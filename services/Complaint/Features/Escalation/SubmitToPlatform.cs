using Aftersales.Complaints.Domain;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;

namespace Aftersales.Complaints.Features;

/// <summary>Puts a case before the platform; what sends it follows (<see cref="RunSubmission"/>).</summary>
public sealed class SubmitToPlatform(CaseDesk desk, Teams teams, Vault vault)
{
    public async Task<SubmitToPlatformResponse> Handle(SubmitToPlatformRequest request, Call call)
    {
        var command = new EscalationCommand.Submit(
            call.Actor(),
            Ids.New("sub", call.Now),
            request.Amount.ToDemand("amount"),
            vault.SealOrEmpty(request.Demand),
            vault.Seal(request.Position),
            [.. request.EvidenceIds],
            await teams.Find(call));
        return await desk.Change(request.CaseId, call, command, after => new SubmitToPlatformResponse { Case = after });
    }
}
