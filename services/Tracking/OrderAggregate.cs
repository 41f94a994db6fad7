using Aftersales.Contracts.Tracking;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Store;
using Aftersales.Tracking.Domain;
using Google.Protobuf;

namespace Aftersales.Tracking;

/// <summary>
/// An order in the store; the id is the platform's number. Others hear of it, and lists show it, once it is known what was bought: facts that come
/// before that are kept and wait.
/// </summary>
public sealed class OrderAggregate : AggregateType<OrderState, OrderEvent>
{
    public const string Name = "order";

    public override string Kind => Name;

    public override OrderState Evolve(OrderState? state, OrderEvent happened) => OrderDecider.Evolve(state, happened);

    public override string? Subject(string id, OrderState state) => new OrderView(state).Placed?.BuyerId;

    /// <summary>Until it is settled or cancelled it may come back to its recipient's door.</summary>
    public override bool IsOpen(OrderState state) => new OrderView(state).Status is not (Status.Settled or Status.Cancelled or Status.Signed);

    public override IEnumerable<ListEntry> Lists(string id, OrderState state)
    {
        var order = new OrderView(state);
        return order.Placed is null ? [] : OrderLists.Of(id, order).Concat(ItemLists.Of(id, order.Region, state)).Concat(Outlook.Of(id, order.Region, state));
    }

    /// <summary>The next time at which something comes onto a list by itself; and somebody is looked for at once for what is on one.</summary>
    public override IEnumerable<Due> Work(string id, OrderState state)
    {
        if (!state.Ahead.IsEmpty)
            yield return new("look", state.Ahead[0].From);
        if (state.Items.FirstOrDefault(i => i.WantsSharing) is { } item)
            yield return new("share", item.Listed);
    }

    public override IEnumerable<IMessage> Publish(string id, OrderState? before, OrderEvent happened, OrderState after, long version)
    {
        var order = new OrderView(after);
        if (order.Placed is null)
            return [];
        return happened switch
        {
            FactsRecorded when !SameToOthers(id, before, order) => [new OrderChanged { Order = order.ToSnapshot(id, version) }],
            CaseAsked asked => [new TrackingCaseDue { Case = after.Cases[asked.Number - 1].ToCase(id, order, version) }],
            CaseSpared spared => [new TrackingCaseOver { Case = after.Cases[spared.Number - 1].ToCase(id, order, version) }],
            _ => [],
        };
    }

    // Most scans and other details are nobody else's business.
    private static bool SameToOthers(string id, OrderState? before, OrderView after) =>
        before is not null && new OrderView(before) is { Placed: not null } known && known.ToSnapshot(id, 0).Equals(after.ToSnapshot(id, 0));
}
