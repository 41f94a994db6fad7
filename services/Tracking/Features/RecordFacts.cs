using Aftersales.Contracts;
using Aftersales.Contracts.Tracking;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using Aftersales.Platform.Policies;
using Aftersales.Tracking.Domain;
using FactSource = Aftersales.Tracking.Domain.FactSource;

namespace Aftersales.Tracking.Features;

/// <summary>Order system, warehouse and courier tell what happened, in any order and possibly again (R-ORD-1).</summary>
public sealed class RecordFacts(Aggregates<OrderState, OrderEvent> orders, Policies<TrackingPolicy> policies, Vault vault)
{
    public async Task<RecordFactsResponse> Handle(RecordFactsRequest request, Call call)
    {
        var facts = new FactReader(policies.For(call.Merchant), vault).Read(request);
        if (facts.Any(fact => !MaySpeakFor(call.Caller, fact.Source)))
            throw new RefusedException(new Refusal(PlatformReasons.RoleRequired, "the caller's role does not speak for this source")
                .With("allowed", $"{RoleNames.Of(Role.Service)},{RoleNames.Of(Role.TrackingAgent)}"));

        var applied = 0;
        return await orders.Change(
            request.OrderId,
            call,
            order =>
            {
                var decision = OrderDecider.Record(order, facts);
                applied = decision.Events.OfType<FactsRecorded>().Sum(e => e.Facts.Length);
                return decision;
            },
            order => new RecordFactsResponse { Order = order.ToOrder(vault), Applied = applied });
    }

    private static bool MaySpeakFor(Caller caller, FactSource source) =>
        caller.Is(Role.Service) || caller.Is(Role.TrackingAgent)
        || (caller.Is(Role.Courier) && source == FactSource.Courier)
        || (caller.Is(Role.Warehouse) && source == FactSource.Warehouse);
}
