using Aftersales.Compensations.Domain;
using Aftersales.Compensations.Features;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Google.Protobuf;
using Grant = Aftersales.Compensations.Domain.Grant;

namespace Aftersales.Compensations;

/// <summary>Grants, whoever asks: a plan's step, or a proposal that was accepted. What asks grants once, since the id follows from it.</summary>
public sealed class Granting(Aggregates<Grant, GrantEvent> grants, Situations situations, CouponCodes codes)
{
    private const int Attempts = 12;

    private static readonly Reason[] Raced =
        [CompensationReasons.AlreadyCompensated, CompensationReasons.OrderCapExceeded, CompensationReasons.BudgetExhausted];

    /// <param name="cause">Key of what asks, unique for the merchant.</param>
    /// <param name="demand">May depend on the order.</param>
    /// <param name="reply">From the grant and the budgets that it brought to their warning share.</param>
    /// <param name="policy">Id of the policy that it was promised under; null for the one in force.</param>
    /// <exception cref="RefusedException">What <see cref="AuthorityDecider"/> refuses with; ORDER_NOT_YET_KNOWN, SERVICE_UNAVAILABLE.</exception>
    public async Task<TReply> Give<TReply>(
        string cause, string order, Cause about, Func<Situation, Demand> demand, string caseId, string stepId, Call call, Func<Versioned<Grant>, IEnumerable<string>, TReply> reply,
        string? policy = null)
        where TReply : class, IMessage<TReply>, new()
    {
        var id = Ids.Derived("cmp", $"{call.Merchant}/{cause}");
        var by = call.Caller.ToDecider();
        var code = codes.New();
        for (var attempt = 1; ; attempt++)
        {
            var situation = await situations.Of(call, order, about, policy);
            var wanted = demand(situation);
            var decided = Decision<GrantEvent>.Nothing;
            try
            {
                return await grants.Change(
                    id,
                    call,
                    grant => decided = GrantDecider.Give(grant, wanted, by, caseId, stepId, code, situation),
                    grant => reply(grant, decided.Events.IsEmpty ? [] : BudgetWatch.Near(grant.State.Counted)));
            }
            catch (RefusedException lost) when (!decided.IsRefused && Raced.Contains(lost.Refusal.Reason))
            {
                // Somebody else was faster: decided once more on what stands now, which may still leave a difference to grant, and knows which lines of
                // budgets are crossed by now.
                if (attempt == Attempts)
                    throw new RefusedException(new(PlatformReasons.Contended, "too many granted from the same budgets at once"));
            }
        }
    }
}
