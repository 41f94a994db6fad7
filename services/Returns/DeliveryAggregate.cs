using Aftersales.Platform.Aggregates;
using Aftersales.Returns.Domain.Numbers;

namespace Aftersales.Returns;

/// <summary>What the platform has to know of a delivery: its share of the sums that return rates are measured against.</summary>
public sealed class DeliveryAggregate : AggregateType<Delivery, DeliveryCounted>
{
    public override string Kind => "delivery";

    public override Delivery Evolve(Delivery? state, DeliveryCounted happened) => happened.Delivery;

    public override IEnumerable<Share> Shares(string id, Delivery state) => ReturnSums.Of(state);
}
