using Aftersales.Contracts.Refunds;
using Aftersales.Platform.Calls;

namespace Aftersales.Refunds.Features;

/// <summary>Finance settles a difference of a reconciliation with a note, which stays with it as an event (R-REF-7).</summary>
public sealed class ResolveDifference(Items items)
{
    public Task<ResolveDifferenceResponse> Handle(ResolveDifferenceRequest request, Call call) => items.Change(
        request.ItemId, call, new Domain.Reconciliation.ResolveDifference(call.Person, request.Note),
        after => new ResolveDifferenceResponse { Item = after.ToContract() });
}
