using Aftersales.Contracts.Tracking;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Events;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Identity;
using Aftersales.Platform.Pipeline;
using Aftersales.Tracking.Domain;

namespace Aftersales.Tracking.Features;

/// <summary>Order system, warehouse and courier tell what happened, in any order and possibly again (R-ORD-1): by a call, or through the topic.</summary>
public sealed class RecordFacts(Aggregates<OrderState, OrderEvent> orders, Desk desk, Reporting reporting, Vault vault, Validation validation) : IHandle<OrderFactsTold>
{
    public async Task<RecordFactsResponse> Handle(RecordFactsRequest request, Call call)
    {
        var facts = Read(request.Facts, call);
        var (policy, terms) = (desk.Policy(call), await desk.Terms(call));
        await reporting.Begin(call);
        var applied = 0;
        return await orders.Change(
            request.OrderId,
            call,
            order =>
            {
                var decision = new OrderDecider(terms, call.Now).Record(order, facts);
                applied = decision.Events.OfType<FactsRecorded>().Sum(e => e.Facts.Length);
                return decision;
            },
            order => new RecordFactsResponse { Order = order.ToOrder(vault, policy, terms), Applied = applied });
    }

    /// <summary>Other systems publish on <c>aftersales.facts</c>; what breaks a rule ends in the dead letters.</summary>
    public async Task Handle(OrderFactsTold happened, Call call)
    {
        ValidationInterceptor.Check(validation, happened);
        var facts = Read(happened.Facts, call);
        var decider = await desk.Decider(call);
        await reporting.Begin(call);
        await orders.Change(happened.OrderId, call, order => decider.Record(order, facts));
    }

    private IReadOnlyList<Fact> Read(IReadOnlyList<OrderFact> told, Call call)
    {
        var (facts, refusal) = new FactReader(desk.Policy(call), vault).Read(told, call.Caller);
        return refusal is null ? facts : throw new RefusedException(refusal);
    }
}
