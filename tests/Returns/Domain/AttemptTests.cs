using Aftersales.Returns.Domain;
using NodaTime;
using static Aftersales.Returns.Tests.Domain.Pickups;
using static Aftersales.Returns.Tests.Domain.Samples;

namespace Aftersales.Returns.Tests.Domain;

public sealed class AttemptTests
{
    private static HearOfPickup Told(params CourierReport[] news) => new([.. news]);

    [Fact]
    public void R_RET_4_after_a_failed_attempt_the_courier_comes_again_on_the_next_working_day()
    {
        var story = Story.Given(Booked).When(Told(Failed("A1", Pickups.At(3, 17))), Pickups.At(3, 18)).Then(typeof(PickupAttemptFailed));
        story.State.Pickup!.Attempts.ShouldBe([new(1, "A1", AttemptFailure.NobodyHome, Pickups.At(3, 17), Slot(4))]);
        (story.State.NeedsMove, story.State.Pickup.Move!.By, story.State.Pickup.Problem).ShouldBe((true, ReturnDecider.System, PickupProblem.None));
        story.State.Pickup.Reschedules.ShouldBe(0);
        story.When(new ConfirmMove(1), Pickups.At(3, 18)).State.Pickup!.AskAt.ShouldBe(Pickups.At(4, 18));
        story.When(Told(Failed("A1", Pickups.At(3, 17))), Pickups.At(4, 18)).Then(typeof(PickupAsked));
        story.SurvivesStorage();
    }

    [Fact]
    public void R_RET_4_the_third_attempt_is_a_persons()
    {
        var story = Story.Given([.. Booked, Told(Failed("A1", Now)), new ConfirmMove(1), Told(Failed("A2", Now + Duration.FromHours(1))), new ConfirmMove(2)]);
        story.When(Told(Failed("A3", Now + Duration.FromHours(2)))).Then(typeof(PickupAttemptFailed));
        (story.State.Pickup!.Attempts[^1].Next, story.State.Pickup.Problem, story.State.NeedsMove).ShouldBe((null, PickupProblem.AttemptFailed, false));
        ReturnWorkLists.Of(story.State).ShouldContain(ReturnWorkLists.Name(ReturnWorkList.PickupsBlocked));
        // A person has it come again; should that fail too, it is a person's again.
        story.When(Move(Slot(5))).Then(typeof(PickupMoveAsked)).State.Pickup!.Problem.ShouldBe(PickupProblem.None);
        ReturnWorkLists.Of(story.State).ShouldNotContain(ReturnWorkLists.Name(ReturnWorkList.PickupsBlocked));
        story.When(new ConfirmMove(3)).When(Told(Failed("A4", Now + Duration.FromHours(3)))).State.Pickup!.Problem.ShouldBe(PickupProblem.AttemptFailed);
    }

    [Theory]
    [InlineData(AttemptFailure.NobodyHome, true)]
    [InlineData(AttemptFailure.GoodsNotReady, true)]
    [InlineData(AttemptFailure.AddressWrong, false)]
    [InlineData(AttemptFailure.RefusedByCourier, false)]
    [InlineData(AttemptFailure.None, false)]
    public void R_RET_4_only_what_another_day_may_cure_is_tried_again(AttemptFailure failure, bool again) =>
        (Story.Given(Booked).When(Told(Failed("A1", Now, failure))).State.Pickup!.Problem == PickupProblem.None).ShouldBe(again);

    [Fact]
    public void R_RET_5_no_new_attempt_is_made_after_day_5()
    {
        // Friday: the next working day is the Monday, and day 5 the Sunday.
        var story = Story.Given(Booked).When(Told(Failed("A1", Pickups.At(5, 17))), Pickups.At(5, 18));
        (story.State.Pickup!.Attempts[0].Next, story.State.Pickup.Problem, story.State.Due).ShouldBe((null, PickupProblem.AttemptFailed, EndOfDay(5)));
        story.When(new PassDeadline(null), EndOfDay(5)).Then(typeof(PickupMissed), typeof(RefundAllowed));
    }

    [Fact]
    public void What_the_customer_chose_meanwhile_is_as_good_as_the_next_working_day()
    {
        var story = Story.Given([.. Booked, Move(Slot(6))]).When(Told(Failed("A1", Now)));
        (story.State.Pickup!.Attempts[0].Next, story.State.Pickup.Wanted, story.State.Pickup.Moves).ShouldBe((Slot(6), Slot(6), 1));
    }

    [Fact]
    public void A_booking_that_the_courier_gave_up_is_made_anew_under_another_number_once_a_person_says_when()
    {
        var story = Story.Given(Booked).When(Told(new CourierReport("C1", CourierStatus.BookingCancelled, Now, BookingNo, null))).Then(typeof(PickupBookingLost));
        (story.State.Stage, story.State.Pickup!.Problem, story.State.NeedsBooking).ShouldBe((ReturnStage.Approved, PickupProblem.BookingCancelled, false));
        story.When(Move(Slot(4))).Then(typeof(PickupMoveAsked));
        (story.State.NeedsBooking, story.State.Pickup!.Slot, story.State.Pickup.BookingNo).ShouldBe((true, Slot(4), $"{BookingNo}-2"));
        story.When(new ConfirmBooking(Slot(4))).State.Stage.ShouldBe(ReturnStage.PickupScheduled);
        story.When(new HearCourier(Failed("A9", Now + Duration.FromHours(1)))).Event<ReportSetAside>().Why.ShouldBe(SetAsideReason.Late);
    }

    [Fact]
    public void Nobody_is_sent_to_an_address_that_nobody_knows()
    {
        var story = Story.Given(Approved(Request())).When(new MissAddress()).Then(typeof(PickupAddressMissing));
        (story.State.Pickup!.Problem, story.State.NeedsBooking).ShouldBe((PickupProblem.AddressMissing, false));
        story.When(new MissAddress()).ThenNothing();
        story.When(Move(Slot(4)) with { SealedAddress = new("sealed") }).State.NeedsBooking.ShouldBeTrue();
    }

    [Fact]
    public void R_RET_5_goods_that_come_another_way_leave_nothing_to_see_to()
    {
        var story = Story.Given([.. Booked, Told(Failed("A1", Now, AttemptFailure.AddressWrong)), new Receive(Warehouse, [new("kettle", 1)])]);
        (story.State.Pickup!.IsDone, story.State.Pickup.Problem).ShouldBe((true, PickupProblem.None));
    }

    [Theory]
    [InlineData("pickup-ret_01JY3ZK8Q0R4T6V8W0X2Y4Z6A8", "ret_01JY3ZK8Q0R4T6V8W0X2Y4Z6A8")]
    [InlineData("pickup-ret_01JY3ZK8Q0R4T6V8W0X2Y4Z6A8-2", "ret_01JY3ZK8Q0R4T6V8W0X2Y4Z6A8")]
    [InlineData("pickup-rpr_01JY3ZK8Q0R4T6V8W0X2Y4Z6A8", null)]
    [InlineData("B-1", null)]
    public void A_booking_number_leads_back_to_its_return(string bookingNo, string? returnId) => BookingNumbers.ReturnOf(bookingNo).ShouldBe(returnId);
}
