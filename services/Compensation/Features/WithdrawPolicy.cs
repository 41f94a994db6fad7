using Aftersales.Compensations.Domain;
using Aftersales.Contracts.Compensations;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;

namespace Aftersales.Compensations.Features;

/// <summary>A draft is not wanted any more.</summary>
public sealed class WithdrawPolicy(Aggregates<PolicyDraft, PolicyEvent> drafts)
{
    public Task<WithdrawPolicyResponse> Handle(WithdrawPolicyRequest request, Call call) => drafts.Change(
        request.PolicyId,
        call,
        policy => PolicyDecider.Withdraw(policy, call.Person, call.Now),
        policy => new WithdrawPolicyResponse { Policy = policy.ToPolicy(inForce: false) });
}
