using Aftersales.Kernel;
using Aftersales.Returns.Domain;
using NodaTime;
using static Aftersales.Returns.Tests.Domain.Samples;

namespace Aftersales.Returns.Tests.Domain;

public sealed class DeadlineTests
{
    private static readonly PassDeadline Silent = new(PickedUpAs: null);
    private static readonly ReturnCommand[] Booked = [.. Approved(Request()), new ConfirmBooking()];

    private static Story Missed() => Story.Given(Booked).When(Silent, EndOfDay(5));

    [Fact]
    public void R_RET_5_the_refund_is_advanced_when_day_5_passes_without_a_pickup()
    {
        Story.Given(Booked).When(Silent, EndOfDay(5) - Duration.Epsilon).ThenNothing();
        var story = Missed().Then(typeof(PickupMissed), typeof(RefundAllowed));
        story.Event<RefundAllowed>().Release.Basis.ShouldBe(RefundBasis.Advance);
        story.State.Stage.ShouldBe(ReturnStage.PickupScheduled);
        story.State.Pickup!.IsMissed.ShouldBeTrue();
        story.When(Silent, EndOfDay(5)).ThenNothing();
        story.SurvivesStorage();
    }

    [Fact]
    public void R_RET_5_what_the_courier_picked_up_without_telling_is_not_missed()
    {
        var story = Story.Given(Booked).When(new PassDeadline("SF1"), EndOfDay(5)).Then(typeof(PickedUp));
        var parcel = story.State.Parcels.Single();
        (parcel.By, parcel.TrackingNo).ShouldBe(("courier", "SF1"));
        story.State.Refundable.ShouldBe(RefundBasis.None);
    }

    [Fact]
    public void R_REF_5_after_an_advance_the_goods_still_come_and_nothing_is_refunded_again()
    {
        var story = Missed().When(new ConfirmPickup("courier", "SF1")).Then(typeof(PickedUp));
        story.When(new Receive(Warehouse, [new("kettle", 1)])).Then(typeof(Received));
        story.When(new Inspect(Warehouse, [Judge("kettle", 1)])).Then(typeof(Inspected));
        story.State.Refundable.ShouldBe(RefundBasis.Advance);
    }

    [Fact]
    public void R_REF_5_what_was_advanced_cannot_be_called_off() =>
        Missed().When(new Cancel(Customer, "kept")).ThenRefused(ReturnReasons.StateInvalid).Metadata["rule"].ShouldBe("R-REF-5");

    [Fact]
    public void R_REF_5_goods_that_never_come_back_complete_the_return_without_a_piece_accepted()
    {
        var story = Missed();
        var due = story.State.Due!.Value;
        due.ShouldBe(EndOfDay(5) + Duration.FromDays(31));
        story.When(Silent, due).Then(typeof(GoodsNeverCame));
        story.State.Stage.ShouldBe(ReturnStage.Completed);
        story.State.Lines[0].Units.ShouldBe([new(1, Reception.NotCollected, Acceptance.Refused) { Release = 1, Reason = "never handed over" }]);
    }

    [Fact]
    public void R_RET_5_goods_that_the_courier_lost_are_refunded_for_good_and_the_courier_bears_it()
    {
        var story = Story.Given([.. Booked, new ConfirmPickup("courier", "SF1")]);
        story.State.Due.ShouldBe(EndOfDay(7));
        story.When(Silent, EndOfDay(7)).Then(typeof(GoodsLost), typeof(RefundAllowed), typeof(LossClaimed));
        story.State.Refundable.ShouldBe(RefundBasis.Final);
        story.State.Responsible.ShouldBe(ResponsibleParty.Courier);
        story.State.Lines[0].Accepted.ShouldBe(1);
        story.State.Lines[0].Units.ShouldBe([new(1, Reception.Lost, Acceptance.Accepted) { Release = 1 }]);
    }

    [Fact]
    public void R_RET_5_goods_lost_after_an_advance_are_not_refunded_again() =>
        Missed().When(new ConfirmPickup("courier", "SF1")).When(Silent, EndOfDay(7)).Then(typeof(GoodsLost), typeof(LossClaimed)).State.Refundable.ShouldBe(RefundBasis.Advance);

    [Fact]
    public void R_CLK_4_a_customer_who_does_not_ship_calls_the_return_off_by_silence()
    {
        var state = Story.Given(Approved(Request().Shipping())).When(Silent, EndOfDay(7)).Then(typeof(Cancelled)).State;
        state.Ending!.By.ShouldBe(ReturnDecider.System);
    }

    [Fact]
    public void R_CLK_4_a_silent_specialist_or_warehouse_is_escalated_once()
    {
        ReturnCommand[][] waiting =
        [
            [Request()],
            [Request(), new StartReview(Specialist)],
            [.. Approved(Request().Shipping()), new RecordShipment(Customer, "YT1")],
            [.. Booked, new Receive(Warehouse, [new("kettle", 1)])],
        ];
        foreach (var before in waiting)
        {
            var story = Story.Given(before);
            var due = story.State.Due!.Value;
            var stage = story.State.Stage;
            story.When(Silent, due).Then(typeof(Escalated)).State.Stage.ShouldBe(stage);
            story.State.Next.ShouldBeNull();
            story.When(Silent, due).ThenNothing();
        }
    }

    [Fact]
    public void R_CLK_4_an_escalated_review_goes_on_and_the_next_step_has_its_own_deadline()
    {
        var story = Story.Given(Request()).When(Silent, EndOfDay(0));
        story.When(new StartReview(Specialist)).When(Approve());
        story.State.Next!.Wait.ShouldBe(Wait.Handover);
        story.State.Due.ShouldBe(EndOfDay(5));
    }
}
