using Aftersales.Kernel;
using NodaTime;
using static Aftersales.Returns.Domain.ReturnReasons;
using Decision = Aftersales.Kernel.Decision<Aftersales.Returns.Domain.ReturnEvent>;

namespace Aftersales.Returns.Domain;

public static partial class ReturnDecider
{
    private static PickedUp PickUp(ReturnState state, string by, string trackingNo, Terms terms, params ReadOnlySpan<Track> tracks) => new(
        new(by, trackingNo, Awaited(state)) { AskAt = terms.NextAsk, Tracks = [.. tracks] },
        [.. state.Lines.Select(OnTheWay)],
        terms.EndOfDay(terms.Policy.TransitDays));

    // R-RET-4: the same booking, another slot. The 5 days of R-RET-5 run on, so the slot is within them.
    private static Decision DecideReschedule(ReturnState state, ReschedulePickup command, Terms terms)
    {
        switch (state)
        {
            case { Approval: null } or { Ending: not null }:
                return WrongStage(state, ReturnStage.Approved, ReturnStage.PickupScheduled);
            case { Pickup: null }:
                return new Refusal(PickupNotCollected, "no courier comes for this return").Rule("R-RET-4");
            case { Pickup.IsDone: true } or { HasAwaited: false }:
                return new Refusal(PickupDone, "nothing is left to be picked up").With("current", state.Stage.ToName());
        }

        var pickup = state.Pickup;
        if (command.SealedAddress is null && pickup.Problem == PickupProblem.None && pickup.Wanted == command.Slot)
            return Decision.Nothing;
        if (command.IsCustomers && pickup.Reschedules >= terms.Policy.Pickup.Reschedules)
            return new Refusal(PickupReschedulesExceeded, "the customer had it moved as often as they can").With("allowed", $"{terms.Policy.Pickup.Reschedules}");
        return PickupSlots.Unavailable(command.Slot, HandoverDue(state), terms) is { } unavailable
            ? unavailable
            : new PickupMoveAsked(
                // An address that the courier was not told of yet has still to be told.
                Moved(pickup, command.Slot, command.By, terms) with { IsElsewhere = command.SealedAddress is not null || pickup.Move is { IsElsewhere: true } },
                command.IsCustomers,
                command.SealedAddress);
    }

    private static Decision DecideBooking(ReturnState state, ConfirmBooking command, Terms terms)
    {
        var pickup = state.Pickup!;
        var slot = command.Slot ?? pickup.Slot;
        var move = pickup.Move ?? (slot == pickup.Slot ? null : Moved(pickup, pickup.Slot, System, terms));
        return new PickupBooked(slot, AskAfter(slot, terms), move);
    }

    // What is wanted by now counts, and the courier does not come in the past.
    private static Decision DecidePreparation(Pickup pickup, Terms terms)
    {
        var slot = pickup.Wanted.End(terms.Calendar) > terms.Now ? pickup.Wanted : PickupSlots.Usual(terms);
        return slot == pickup.Slot && pickup.Move is null ? Decision.Nothing : new PickupSlotRenewed(slot);
    }

    private static PickupMove Moved(Pickup pickup, PickupSlot slot, string by, Terms terms) => new(pickup.Moves + 1, slot, by, terms.Now);

    private static Instant AskAfter(PickupSlot slot, Terms terms) => Instant.Max(slot.End(terms.Calendar), terms.Now);

    private static Instant HandoverDue(ReturnState state) => state.Deadlines.First(d => d.Wait == Wait.Handover).At;
}
