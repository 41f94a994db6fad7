namespace Aftersales.Tracking.Domain;

/// <summary>What an order is after an event.</summary>
public sealed partial class OrderDecider
{
    public static OrderState Evolve(OrderState? before, OrderEvent happened) => (before ?? OrderState.Empty, happened) switch
    {
        (var order, FactsRecorded e) => e.Facts.Aggregate(order, (state, fact) => state.Take(fact)) with { Ahead = e.Ahead ?? order.Ahead },
        (var order, Looked e) => order with { Ahead = e.Ahead },
        (var order, ItemListed e) => order with { Items = order.Items.Add(new(e.Number, e.Finding, e.At)) },
        (var order, ItemMoved e) => Change(order, e.Number, item => (e.Graver && item.State == ItemState.Done ? Reopened(item) : item) with { Finding = e.Finding }),
        (var order, ItemClosed e) => Change(order, e.Number, item => item with { State = ItemState.Closed, Ended = e.At }),
        (var order, ItemShared e) => Change(
            order, e.Number, item => item with { State = e.To is null ? ItemState.Open : ItemState.Taken, Owner = e.To, IsShared = true }),
        (var order, ItemTaken e) => Change(order, e.Number, item => item with { State = ItemState.Taken, Owner = e.By, IsShared = true }),
        (var order, ItemReleased e) => Change(order, e.Number, item => item with { State = ItemState.Open, Owner = null }),
        (var order, ItemNoted e) => Change(order, e.Number, item => item with { Notes = item.Notes.Add(e.Note) }),
        (var order, ItemDone e) => Change(order, e.Number, item => item with { State = ItemState.Done, Owner = e.By, Ended = e.At }),
        (var order, CaseAsked e) => order with { Cases = order.Cases.Add(new(e.Number, order.Items[e.Item - 1].Finding)) },
        (var order, CaseSpared e) => order with { Cases = order.Cases.SetItem(e.Number - 1, order.Cases[e.Number - 1] with { IsSpared = true }) },
        (var order, RecipientRevealed) => order,
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot follow"),
    };

    private static Item Reopened(Item item) => item with { State = ItemState.Taken, Ended = null };

    private static OrderState Change(OrderState order, int number, Func<Item, Item> change) =>
        order with { Items = order.Items.SetItem(number - 1, change(order.Items[number - 1])) };
}
