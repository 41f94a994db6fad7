namespace Aftersales.Returns.Domain;

/// <summary>The pickup after each of its events.</summary>
internal static class PickupEvolution
{
    public static Pickup Evolve(Pickup pickup, PickupEvent happened) => happened switch
    {
        PickupBooked e => pickup with { IsBooked = true, Slot = e.Slot, AskAt = e.AskAt, Move = e.Move, Moves = e.Move?.Number ?? pickup.Moves },
        PickupCalledOff => pickup with { IsCalledOff = true },
        PickupMoveAsked e => Asked(pickup, e.Move) with { Reschedules = pickup.Reschedules + (e.IsCustomers ? 1 : 0) },
        PickupSlotRenewed e => pickup with { Slot = e.Slot, Move = null },
        PickupMoved e => pickup with { Slot = e.Slot, Move = null, AskAt = e.AskAt },
        PickupMoveRefused e => pickup with { Move = null, AskAt = e.AskAt, Problem = PickupProblem.SlotRefused },
        PickupAttemptFailed e => pickup with
        {
            Attempts = pickup.Attempts.Add(e.Attempt),
            Move = e.Move ?? pickup.Move,
            Moves = e.Move?.Number ?? pickup.Moves,
            Problem = e.Attempt.Next is null ? PickupProblem.AttemptFailed : PickupProblem.None,
        },
        PickupBookingLost e => pickup with
        {
            BookingNo = e.NextBookingNo,
            Former = pickup.Former.Add(pickup.BookingNo),
            Attempts = pickup.Attempts.Add(e.Attempt),
            IsBooked = false,
            Move = null,
            AskAt = null,
            Problem = PickupProblem.BookingCancelled,
        },
        PickupAddressMissing => pickup with { Problem = PickupProblem.AddressMissing },
        PickupAsked e => pickup with { AskAt = e.AskAt },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot happen to a pickup"),
    };

    /// <summary>The courier has the goods, or they came another way: nothing is left to see to.</summary>
    public static Pickup Done(Pickup pickup) => pickup with { IsDone = true, Move = null, Problem = PickupProblem.None };

    // Where the courier knows of no booking there is nothing to move: it is booked for the new slot.
    private static Pickup Asked(Pickup pickup, PickupMove move) => pickup switch
    {
        { IsBooked: false, Problem: not PickupProblem.None } => pickup with { Slot = move.Slot, BookFrom = move.At, Moves = move.Number, Problem = PickupProblem.None },
        _ => pickup with { Move = move, Moves = move.Number, Problem = PickupProblem.None },
    };
}
