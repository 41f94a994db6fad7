using Aftersales.Kernel;

namespace Aftersales.Tracking.Domain;

/// <summary>What people may do with an item. The switch is the transition table.</summary>
public sealed partial class OrderDecider
{
    /// <summary>Notes that an item can have.</summary>
    public const int MostNotes = 100;

    public Decision<OrderEvent> Decide(OrderState? order, ItemCommand command)
    {
        if (order?.Items.ElementAtOrDefault(command.Number - 1) is not { } item)
            return new Refusal(TrackingReasons.ItemNotFound, "no such item");
        return (item.State, command) switch
        {
            (ItemState.Closed, _) => WrongState(item, ItemState.Open, ItemState.Taken, ItemState.Done),
            (_, ItemCommand.AddNote note) => Noted(item, note),
            (ItemState.Done, ItemCommand.Finish) => item.Owner == command.By ? Decision<OrderEvent>.Nothing : DoneBefore,
            (ItemState.Done, _) => WrongState(item, ItemState.Open, ItemState.Taken),
            (ItemState.Taken, _) when item.Owner != command.By && !command.IsSupervisor => TakenByAnother,
            (ItemState.Taken, ItemCommand.Take) when item.Owner == command.By => Decision<OrderEvent>.Nothing,
            (_, ItemCommand.Take take) => new ItemTaken(item.Number, take.By),
            (ItemState.Taken, ItemCommand.Release) => new ItemReleased(item.Number),
            (ItemState.Open, ItemCommand.Release) => Decision<OrderEvent>.Nothing,
            (ItemState.Taken, ItemCommand.Finish finish) => new ItemDone(item.Number, finish.By, now),
            _ => WrongState(item, ItemState.Taken),
        };
    }

    private Decision<OrderEvent> Noted(Item item, ItemCommand.AddNote note) => item.Notes.Length < MostNotes
        ? new ItemNoted(item.Number, new(note.By, now, note.Text))
        : new Refusal(TrackingReasons.NotesFull, "the item has as many notes as it can have").With("allowed", $"{MostNotes}");

    private static Refusal DoneBefore => new Refusal(TrackingReasons.AlreadyDecided, "somebody else did it").With("current", Word(ItemState.Done));

    private static Refusal TakenByAnother => new Refusal(TrackingReasons.NotItemOwner, "somebody else took it").With("allowed", "SUPERVISOR");

    private static Decision<OrderEvent> WrongState(Item item, params IEnumerable<ItemState> allowed) =>
        Refusal.WrongState(TrackingReasons.ItemStateInvalid, Word(item.State), allowed.Select(Word));

    private static string Word(ItemState state) => state.ToString().ToUpperInvariant();
}
