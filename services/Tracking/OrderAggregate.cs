using Aftersales.Contracts.Tracking;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Store;
using Aftersales.Tracking.Domain;
using Google.Protobuf;
using NodaTime.Text;

namespace Aftersales.Tracking;

/// <summary>
/// An order in the store; the id is the platform's number. Others hear of it, and lists show it, once it is known what was bought: facts that come
/// before that are kept and wait.
/// </summary>
public sealed class OrderAggregate : AggregateType<OrderState, OrderEvent>
{
    // Of fixed width, so that keys sort as the times do.
    private static readonly InstantPattern Key = InstantPattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffff");

    public override string Kind => "order";

    public override OrderState Evolve(OrderState? state, OrderEvent happened) => OrderDecider.Evolve(state, happened);

    public override IEnumerable<ListEntry> Lists(string id, OrderState state)
    {
        var order = new OrderView(state);
        if (order.Placed is null)
            return [];
        var key = Key.Format(order.PlacedAt!.Value);
        return Names().Select(list => new ListEntry(list, key, id, id));

        IEnumerable<string> Names() =>
        [
            ListName(null, Status.Unknown), ListName(null, order.Status),
            ListName(order.Placed.BuyerId, Status.Unknown), ListName(order.Placed.BuyerId, order.Status),
        ];
    }

    /// <summary>The list of all orders, or those of a buyer, in a status, or both.</summary>
    /// <param name="buyer">Null for all.</param>
    /// <param name="status"><see cref="Status.Unknown"/> for all.</param>
    public static string ListName(string? buyer, Status status)
    {
        var of = buyer is null ? "all" : $"buyer:{buyer}";
        return status == Status.Unknown ? of : $"status:{status}:{of}";
    }

    public override IEnumerable<IMessage> Publish(string id, OrderState? before, OrderEvent happened, OrderState after, long version)
    {
        var order = new OrderView(after);
        return order.Placed is null || happened is RecipientRevealed ? [] : [new OrderChanged { Order = order.ToSnapshot(id, version) }];
    }
}
