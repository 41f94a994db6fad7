using Aftersales.Complaints.Domain;
using Aftersales.Complaints.Policy;
using Aftersales.Platform;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using Aftersales.Platform.Policies;

namespace Aftersales.Complaints;

/// <summary>
/// Adds to a decision what the customer is told of it, in the same commit. Of one decision they hear once: the last of its events that concerns them.
/// </summary>
public sealed class Messenger(Policies<MerchantMessagePolicy> templates, Policies<MerchantComplaintPolicy> policies, Vault vault)
{
    public Decision<CaseEvent> Tell(Call call, Case? before, Decision<CaseEvent> decided)
    {
        var (state, reopenDays) = (before, policies.For(call.Merchant).ReopenDays);
        Telling? telling = null;
        foreach (var happened in decided.Events)
        {
            state = CaseEvolution.Evolve(state, happened);
            telling = Tellings.Of(happened, state, reopenDays) ?? telling;
        }

        if (telling is null)
            return decided;
        var policy = templates.For(call.Merchant);
        var message = Composition.Compose(telling, string.Join('\n', telling.Words.Select(vault.Words)), policy);
        // Nobody is there to find other words for what is told of an event or a deadline.
        return call.RequestId is not null && Composition.Forbids(telling, message, policy) is { } refusal
            ? refusal
            : Decision<CaseEvent>.Of([.. decided.Events, Told(telling, message, policy, call)]);
    }

    private CustomerTold Told(Telling telling, Message message, MessagePolicy policy, Call call) => new(
        telling.Occasion, policy.Version, telling.Facts, vault.Seal(Json.Write(message)), call.Now, telling.Until ?? call.Now + policy.ValidFor);
}
