using Aftersales.Compensations.Domain;
using Aftersales.Contracts.Compensations;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;

namespace Aftersales.Compensations.Features;

/// <summary>Another person than the drafter approves a policy (R-PPL-1); it is in force from the time given.</summary>
public sealed class ApprovePolicy(Aggregates<PolicyDraft, PolicyEvent> drafts, PolicyBook book)
{
    public async Task<ApprovePolicyResponse> Handle(ApprovePolicyRequest request, Call call)
    {
        var reply = await drafts.Change(
            request.PolicyId,
            call,
            policy => PolicyDecider.Approve(policy, call.Person, request.InForceFrom?.ToInstant(), policy is null ? [] : Problems(policy, call), call.Now),
            policy => new ApprovePolicyResponse { Policy = policy.ToPolicy(inForce: false) });
        book.Forget(call.Merchant);
        return reply;
    }

    // Sound when it was drafted; a rule may have ended since.
    private static IEnumerable<Kernel.FieldProblem> Problems(PolicyDraft policy, Call call)
    {
        try
        {
            DraftPolicy.Read(policy.Document, call);
            return [];
        }
        catch (Kernel.RefusedException refused)
        {
            return refused.Refusal.Fields;
        }
    }
}
