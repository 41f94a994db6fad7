using static Aftersales.Returns.Domain.RefundBasis;
using Decision = Aftersales.Kernel.Decision<Aftersales.Returns.Domain.ReturnEvent>;

namespace Aftersales.Returns.Domain;

public static partial class ReturnDecider
{
    // R-CLK-4: every waiting stage has a deadline and a verdict of its own when it passes.
    private static Decision DecideDeadline(ReturnState state, PassDeadline command, Terms terms)
    {
        if (state.IsEscalated || state.Due is not { } due || terms.Now < due)
            return Decision.Nothing;
        return state switch
        {
            { Stage: ReturnStage.Approved or ReturnStage.PickupScheduled, Pickup: { } pickup } => PickupDue(state, pickup, command, terms),
            { Stage: ReturnStage.Approved } => new Cancelled(System, "not shipped in time", terms.Now),
            { Stage: ReturnStage.InTransit, CustomerShips: false } => Lost(state),
            // A specialist, the warehouse or a customer's own courier is silent: a person has to find out.
            _ => new Escalated(state.Stage),
        };
    }

    private static Decision PickupDue(ReturnState state, Pickup pickup, PassDeadline command, Terms terms)
    {
        if (command.PickedUpAs is { } trackingNo)
            return PickUp("courier", trackingNo, terms);
        if (pickup.IsMissed)
            return new GoodsNeverCame();
        var missed = new PickupMissed(terms.EndOfDay(terms.Policy.MissedPickupDays));
        return state.Refundable == None ? Decision.Of(missed, new RefundAllowed(Advance)) : missed;
    }

    // R-RET-5: lost goods are refunded for good, and nothing is recovered from the customer.
    private static Decision Lost(ReturnState state) =>
        state.Refundable == None ? Decision.Of(new GoodsLost(), new RefundAllowed(Final)) : new GoodsLost();
}
