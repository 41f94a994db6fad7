using Aftersales.Complaints.Domain;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;

namespace Aftersales.Complaints.Features;

/// <summary>A case goes to a colleague or back to the queue, or is taken from whoever has it (R-CASE-5).</summary>
public sealed class HandOverCase(CaseDesk desk, Teams teams, Vault vault)
{
    public async Task<HandOverCaseResponse> Handle(HandOverCaseRequest request, Call call)
    {
        var to = request.ToPersonId.Length == 0 ? null : request.ToPersonId;
        var command = new DeskCommand.HandOver(call.Actor(), to, vault.Seal(request.Note), await teams.Find(call));
        return await desk.Change(request.CaseId, call, command, state => new HandOverCaseResponse { Case = state });
    }

    public Task<TakeOverCaseResponse> Handle(TakeOverCaseRequest request, Call call) => desk.Change(
        request.CaseId, call, new DeskCommand.TakeOver(call.Actor(), vault.Seal(request.Reason)), state => new TakeOverCaseResponse { Case = state });
}
