using Aftersales.Complaints.Domain;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using PlatformDecision = Aftersales.Complaints.Domain.PlatformDecision;
using PlatformRemedy = Aftersales.Complaints.Domain.PlatformRemedy;

namespace Aftersales.Complaints.Features;

/// <summary>A person of the platform types in what it decided.</summary>
public sealed class RecordPlatformDecision(CaseDesk desk, Decisions decisions, Vault vault)
{
    public async Task<RecordPlatformDecisionResponse> Handle(RecordPlatformDecisionRequest request, Call call)
    {
        var (remedy, amount) = ((PlatformRemedy)request.Remedy, request.Amount.ToDemand("amount"));
        if ((remedy is PlatformRemedy.Coupon or PlatformRemedy.Cash) == amount is null)
            throw new RefusedException(CaseReasons.Invalid("amount", "is given for coupons and cash, and for them only"));
        var found = await desk.Find(call, request.CaseId);
        var decision = new PlatformDecision(remedy, amount, vault.Seal(request.Reason), vault.Pseudonym(request.Reason), call.Person, call.Now);
        var command = await decisions.Of(found.State, request.Number, decision, call);
        return await desk.Change(request.CaseId, call, command, after => new RecordPlatformDecisionResponse { Case = after });
    }
}
