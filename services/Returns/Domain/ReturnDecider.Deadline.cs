using Decision = Aftersales.Kernel.Decision<Aftersales.Returns.Domain.ReturnEvent>;

namespace Aftersales.Returns.Domain;

public static partial class ReturnDecider
{
    // R-CLK-4: everything that is waited for has a deadline and a verdict of its own when it passes.
    private static Decision DecideDeadline(ReturnState state, PassDeadline command, Terms terms)
    {
        if (state.Next is not { } next || terms.Now < next.At)
            return Decision.Nothing;
        return (next.Wait, state) switch
        {
            (Wait.Handover, { Pickup: { IsDone: false } pickup }) => PickupDue(state, pickup, command, terms),
            (Wait.Handover, _) when IsCancellable(state) && state.Parcels.IsEmpty => new Cancelled(System, "not shipped in time", terms.Now),
            (Wait.Handover, _) => new GoodsNeverCame(),
            (Wait.Arrival, { CustomerShips: false } s) when !s.Parcels.Any(IsElsewhere) => new GoodsLost(),
            // A specialist, the warehouse or a customer's own courier is silent, or courier and warehouse contradict each other: a person has to find out.
            _ => new Escalated(next.Wait),
        };
    }

    // The courier says where they are: they are not lost.
    private static bool IsElsewhere(Parcel parcel) =>
        !parcel.IsReceived && (parcel.IsGone || parcel.Latest?.Status == CourierStatus.Arrived);

    private static Decision PickupDue(ReturnState state, Pickup pickup, PassDeadline command, Terms terms)
    {
        if (command.PickedUpAs is { } trackingNo)
            return PickUp(state, "courier", trackingNo, terms);
        if (pickup.IsMissed)
            return new GoodsNeverCame();
        var missed = new PickupMissed(terms.EndOfDay(terms.Policy.MissedPickupDays));
        return Releases.Advance(ReturnEvolution.Evolve(state, missed)) is { } advance ? Decision.Of(missed, advance) : missed;
    }
}
