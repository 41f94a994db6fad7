using Aftersales.Kernel;
using Aftersales.Returns.Domain;
using NodaTime;
using static Aftersales.Returns.Tests.Domain.Pickups;
using static Aftersales.Returns.Tests.Domain.Samples;

namespace Aftersales.Returns.Tests.Domain;

public sealed class ReschedulingTests
{
    [Fact]
    public void R_RET_4_the_courier_comes_at_another_time_under_the_same_booking()
    {
        var story = Story.Given(Booked);
        story.State.Pickup!.Slot.ShouldBe(Slot(3));
        story.When(Move(Slot(4, 10, 12))).Then(typeof(PickupMoveAsked));
        (story.State.NeedsMove, story.State.Pickup!.Slot, story.State.Pickup.Wanted).ShouldBe((true, Slot(3), Slot(4, 10, 12)));
        story.When(new ConfirmMove(1)).Then(typeof(PickupMoved));
        (story.State.NeedsMove, story.State.Pickup!.Slot, story.State.Pickup.BookingNo).ShouldBe((false, Slot(4, 10, 12), BookingNo));
        story.State.Pickup.AskAt.ShouldBe(Pickups.At(4, 12));
        story.When(Move(Slot(4, 10, 12))).ThenNothing();
        story.SurvivesStorage();
    }

    [Fact]
    public void R_RET_5_no_slot_moves_day_5()
    {
        var story = Story.Given([.. Booked, Move(Slot(7)), new ConfirmMove(1)]);
        (story.State.Due, story.State.Pickup!.Due).ShouldBe((EndOfDay(5), EndOfDay(5)));
        story.When(new PassDeadline(null), EndOfDay(5)).Then(typeof(PickupMissed), typeof(RefundAllowed));
        // Advanced by now: it can be made good for 30 days more.
        story.When(Move(Slot(10)), EndOfDay(5)).Then(typeof(PickupMoveAsked)).State.Due.ShouldBe(EndOfDay(5) + Duration.FromDays(31));
    }

    [Theory]
    [InlineData(2, 12, 18, "slot.date")] // it is nine, and needs 4 hours
    [InlineData(3, 8, 12, "slot.from_time")]
    [InlineData(3, 16, 19, "slot.to_time")]
    [InlineData(3, 10, 11, "slot.to_time")]
    [InlineData(3, 12, 10, "slot.to_time")]
    [InlineData(8, 9, 12, "slot.date")] // day 5 is the 7th
    public void R_RET_4_the_courier_comes_within_the_policys_hours_and_days(int day, int from, int to, string field)
    {
        var refusal = Story.Given(Booked).When(Move(Slot(day, from, to))).ThenRefused(ReturnReasons.PickupSlotUnavailable);
        refusal.Fields.ShouldHaveSingleItem().Field.ShouldBe(field);
        (refusal.Metadata["rule"], refusal.Metadata["earliest"], refusal.Metadata["latest"]).ShouldBe(("R-RET-4", "2026-06-02T05:00:00Z", "2026-06-07T16:00:00Z"));
    }

    [Fact]
    public void R_RET_4_four_hours_ahead_are_enough() =>
        Story.Given(Booked).When(Move(Slot(2, 13, 15))).Then(typeof(PickupMoveAsked));

    [Fact]
    public void R_RET_4_a_customer_can_do_so_twice_and_an_agent_as_often_as_it_takes()
    {
        var story = Story.Given([.. Booked, Move(Slot(4)), Move(Slot(5))]);
        story.When(Move(Slot(6))).ThenRefused(ReturnReasons.PickupReschedulesExceeded).Metadata["allowed"].ShouldBe("2");
        story.When(Move(Slot(6), isCustomers: false)).Then(typeof(PickupMoveAsked));
        (story.State.Pickup!.Reschedules, story.State.Pickup.Moves).ShouldBe((2, 3));
    }

    [Fact]
    public void R_RET_4_what_is_not_to_be_picked_up_any_more_is_refused_with_the_reason()
    {
        Story.Given(UnderWay).When(Move(Slot(4))).ThenRefused(ReturnReasons.PickupDone).Metadata["current"].ShouldBe("IN_TRANSIT");
        Story.Given([.. Booked, new Cancel(Customer, "kept")]).When(Move(Slot(4))).ThenRefused(ReturnReasons.StateInvalid).Metadata["current"].ShouldBe("CANCELLED");
        Story.Given(Request()).When(Move(Slot(4))).ThenRefused(ReturnReasons.StateInvalid).Metadata["current"].ShouldBe("REQUESTED");
        Story.Given(Approved(Request().Shipping())).When(Move(Slot(4))).ThenRefused(ReturnReasons.PickupNotCollected);
        Story.Given([.. Booked, new Receive(Warehouse, [new("kettle", 1)])]).When(Move(Slot(4))).ThenRefused(ReturnReasons.PickupDone);
    }

    [Fact]
    public void The_latest_wish_counts_and_an_answer_to_an_earlier_one_changes_nothing()
    {
        var story = Story.Given([.. Booked, Move(Slot(4)), Move(Slot(5))]);
        story.When(new ConfirmMove(1)).ThenNothing();
        story.When(new RefuseMove(1)).ThenNothing();
        story.When(new ConfirmMove(2)).Then(typeof(PickupMoved)).State.Pickup!.Slot.ShouldBe(Slot(5));
        story.When(new ConfirmMove(2)).ThenNothing();
    }

    [Fact]
    public void A_slot_that_the_courier_does_not_take_leaves_the_one_before_and_needs_a_person()
    {
        var story = Story.Given([.. Booked, Move(Slot(4))]).When(new RefuseMove(1)).Then(typeof(PickupMoveRefused));
        (story.State.Pickup!.Slot, story.State.Pickup.Problem).ShouldBe((Slot(3), PickupProblem.SlotRefused));
        story.When(Move(Slot(5), isCustomers: false)).State.Pickup!.Problem.ShouldBe(PickupProblem.None);
    }

    [Fact]
    public void What_is_wanted_before_the_courier_confirmed_is_told_after_it_did()
    {
        var story = Story.Given([.. Approved(Request()), Move(Slot(4))]);
        (story.State.NeedsBooking, story.State.NeedsMove).ShouldBe((true, false));
        // The first try had got through.
        story.When(new ConfirmBooking(Slot(3))).Then(typeof(PickupBooked));
        (story.State.NeedsMove, story.State.Pickup!.Slot, story.State.Pickup.Wanted).ShouldBe((true, Slot(3), Slot(4)));
    }

    [Fact]
    public void What_is_wanted_before_the_courier_knows_of_the_booking_is_booked_at_once()
    {
        var story = Story.Given([.. Approved(Request()), Move(Slot(4))]);
        story.When(new PrepareBooking()).Then(typeof(PickupSlotRenewed)).State.Pickup!.Slot.ShouldBe(Slot(4));
        story.When(new PrepareBooking()).ThenNothing();
        story.When(new ConfirmBooking(Slot(4))).State.NeedsMove.ShouldBeFalse();
    }

    [Fact]
    public void A_courier_that_was_away_is_not_booked_for_the_past()
    {
        var story = Story.Given(Approved(Request())).When(new PrepareBooking(), Pickups.At(3, 20)).Then(typeof(PickupSlotRenewed));
        story.State.Pickup!.Slot.ShouldBe(Slot(4));
        // It had been booked for the day before after all: the slot is what the courier says, and the new one is asked for.
        story.When(new ConfirmBooking(Slot(3)), Pickups.At(3, 20)).State.Pickup!.Move!.Slot.ShouldBe(Slot(4));
    }

    [Fact]
    public void An_address_is_told_together_with_the_slot()
    {
        var story = Story.Given(Booked).When(Move(Slot(3)) with { SealedAddress = new("sealed") }).Then(typeof(PickupMoveAsked));
        (story.State.SealedAddress, story.State.Pickup!.Move!.IsElsewhere).ShouldBe((new("sealed"), true));
        // The courier has not been told of it yet.
        story.When(Move(Slot(4))).State.Pickup!.Move!.IsElsewhere.ShouldBeTrue();
        story.State.SealedAddress.ShouldBe(new("sealed"));
    }
}
