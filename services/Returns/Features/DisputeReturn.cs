using Aftersales.Contracts.Returns;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;

namespace Aftersales.Returns.Features;

/// <summary>The customer objects to a refusal at inspection.</summary>
public sealed class DisputeReturn(ReturnDesk desk, Vault vault)
{
    public Task<DisputeReturnResponse> Handle(DisputeReturnRequest request, Call call)
    {
        var dispute = new Domain.OpenDispute(call.Caller.Decider.Person, vault.Seal(request.Statement), [.. request.EvidenceIds]);
        return desk.Change(request.ReturnId, call, dispute, after => new DisputeReturnResponse { Return = after });
    }
}
