using Aftersales.Returns.Domain;
using static Aftersales.Returns.Tests.Domain.Samples;

namespace Aftersales.Returns.Tests.Domain;

public sealed class LifeTests
{
    private static readonly ReturnCommand[] Collected = [.. Approved(Request(lines: [new("cups", 3), new("kettle", 1)]))];
    private static readonly ReturnCommand[] PickedUp = [.. Collected, new ConfirmBooking(), new ConfirmPickup("courier", "SF1")];
    private static readonly ReturnCommand[] Received = [.. PickedUp, new Receive(Warehouse, [new("cups", 2), new("kettle", 1)])];

    [Fact]
    public void R_RET_3_a_return_is_reviewed_on_the_day_it_was_requested() => Story.Given(Request()).State.Due.ShouldBe(EndOfDay(0));

    [Fact]
    public void R_RET_3_a_return_goes_through_its_stages()
    {
        var story = Story.Given(Request());
        story.When(new StartReview(Specialist)).Then(typeof(ReviewStarted)).State.Stage.ShouldBe(ReturnStage.UnderReview);
        story.When(Approve()).Then(typeof(Approved)).State.Stage.ShouldBe(ReturnStage.Approved);
        story.When(new ConfirmBooking()).Then(typeof(PickupBooked)).State.Stage.ShouldBe(ReturnStage.PickupScheduled);
        story.When(new ConfirmPickup("courier", "SF1")).Then(typeof(Aftersales.Returns.Domain.PickedUp)).State.Stage.ShouldBe(ReturnStage.InTransit);
        story.When(new Receive(Warehouse, [new("kettle", 1)])).Then(typeof(Aftersales.Returns.Domain.Received)).State.Stage.ShouldBe(ReturnStage.Received);
        story.When(new Inspect(Warehouse, [Judge("kettle", 1)])).Then(typeof(Inspected), typeof(RefundAllowed)).State.Stage.ShouldBe(ReturnStage.Completed);
        story.State.Refundable.ShouldBe(RefundBasis.Final);
        story.SurvivesStorage();
    }

    [Fact]
    public void R_RET_3_only_a_return_under_review_is_approved_or_rejected()
    {
        var refusal = Story.Given(Request()).When(Approve()).ThenRefused(ReturnReasons.StateInvalid);
        refusal.Metadata["current"].ShouldBe("REQUESTED");
        refusal.Metadata["allowed"].ShouldBe("UNDER_REVIEW");
        Story.Given(Request()).When(new Reject(Specialist, "used")).ThenRefused(ReturnReasons.StateInvalid);
        Story.Given(Request(), new StartReview(Specialist)).When(new Reject(Specialist, "used")).Then(typeof(Rejected)).State.Due.ShouldBeNull();
    }

    [Fact]
    public void A_repeat_by_the_same_person_changes_nothing_and_anothers_decision_is_refused()
    {
        Story.Given(Collected).When(Approve()).ThenNothing();
        Story.Given(PickedUp).When(Approve()).ThenNothing();
        Story.Given(Collected).When(Approve(beyondResale: true)).ThenRefused(ReturnReasons.StateInvalid);
        Story.Given(Collected).When(new Approve(AnotherRole, false)).ThenRefused(ReturnReasons.AlreadyDecided).Metadata["current"].ShouldBe("APPROVED");
        Story.Given(Request(), new StartReview(Specialist)).When(new StartReview(Another)).ThenRefused(ReturnReasons.AlreadyDecided);
        Story.Given(PickedUp).When(new ConfirmPickup("courier", "SF1")).ThenNothing();
        Story.Given(PickedUp).When(new ConfirmPickup("courier", "SF2")).ThenRefused(ReturnReasons.StateInvalid);
        Story.Given(Received).When(new Receive(Warehouse, [new("kettle", 1), new("cups", 2)])).ThenNothing();
        Story.Given(Received).When(new Receive(Another, [new("kettle", 1)])).ThenRefused(ReturnReasons.AlreadyDecided);
    }

    [Fact]
    public void A_pickup_that_the_courier_reports_before_it_answered_the_booking_counts() =>
        Story.Given(Collected).When(new ConfirmPickup("courier", "SF1")).Then(typeof(Aftersales.Returns.Domain.PickedUp)).State.Pickup!.IsDone.ShouldBeTrue();

    [Fact]
    public void Only_who_ships_themselves_records_a_shipment()
    {
        Story.Given(Collected).When(new RecordShipment(Customer, "YT1")).ThenRefused(ReturnReasons.StateInvalid);
        var ships = Story.Given(Approved(Request().Shipping()));
        ships.When(new ConfirmPickup("courier", "SF1")).ThenRefused(ReturnReasons.StateInvalid);
        ships.When(new RecordShipment(Customer, "YT1")).Then(typeof(Shipped)).State.Parcels.Single().TrackingNo.ShouldBe("YT1");
        ships.When(new RecordShipment(Customer, "YT1")).ThenNothing();
    }

    [Fact]
    public void What_arrived_is_counted_by_line()
    {
        Story.Given(PickedUp).When(new Receive(Warehouse, [new("kettle", 2)])).ThenRefused(ReturnReasons.QuantityExceeded).Metadata["allowed"].ShouldBe("1");
        Story.Given(PickedUp).When(new Receive(Warehouse, [new("fruit", 1)])).ThenRefused(ReturnReasons.LineUnknown);
        Story.Given(PickedUp).When(new Receive(Warehouse, [new("cups", 1), new("cups", 1)])).ThenRefused(ReturnReasons.InvalidRequest);
        Story.Given(PickedUp).When(new Receive(Warehouse, [])).Then(typeof(Aftersales.Returns.Domain.Received), typeof(LossClaimed))
            .State.Units.ShouldAllBe(u => u.Reception == Reception.Short && u.Acceptance == Acceptance.Refused);
    }

    [Fact]
    public void Each_received_piece_is_judged_with_a_reason_where_it_is_not_accepted_in_full()
    {
        Story.Given(Received).When(new Inspect(Warehouse, [Judge("cups", 1, 1, " ")])).ThenRefused(ReturnReasons.InvalidRequest)
            .Fields.Single().Field.ShouldBe("lines[0].reason");
        Story.Given(Received).When(new Inspect(Warehouse, [Judge("cups", 0) with { Partly = 1, Reason = "scratched" }])).ThenRefused(ReturnReasons.InvalidRequest)
            .Fields.Single().Field.ShouldBe("lines[0].share_basis_points");
        Story.Given(Received).When(new Inspect(Warehouse, [Judge("cups", 0)])).ThenRefused(ReturnReasons.InvalidRequest).Fields.Single().Field.ShouldBe("lines");
        Story.Given(Received).When(new Inspect(Warehouse, [Judge("cups", 2, 1, "used"), Judge("kettle", 1)])).ThenRefused(ReturnReasons.QuantityExceeded)
            .Metadata["allowed"].ShouldBe("2");

        var verdicts = new Inspect(Warehouse, [Judge("cups", 1, 1, "used"), Judge("kettle", 1)]);
        var story = Story.Given(Received).When(verdicts).Then(typeof(Inspected), typeof(RefundAllowed));
        story.State.Lines.Select(l => (l.Received, l.Accepted, l.Refused)).ShouldBe([(2, 1, 1), (1, 1, 0)]);
        story.When(verdicts).ThenNothing();
    }

    [Fact]
    public void Goods_refused_altogether_are_not_refunded() =>
        Story.Given(Received).When(new Inspect(Warehouse, [Judge("cups", 0, 2, "used"), Judge("kettle", 0, 1, "used")])).Then(typeof(Inspected))
            .State.Refundable.ShouldBe(RefundBasis.None);

    [Fact]
    public void R_RET_5_what_was_not_to_come_back_is_released_at_once_and_stays_so_where_the_rest_is_refused()
    {
        var story = Story.Given(Request(ReturnReason.WrongItem, new("cups", 2), new("kettle", 1)), new StartReview(Specialist));
        story.When(Approve()).Then(typeof(Approved), typeof(RefundAllowed)).Event<RefundAllowed>().Release.Lines.ShouldBe([new Pieces("cups", 2)]);
        story.When(new Receive(Warehouse, [new("kettle", 1)]));
        var state = story.When(new Inspect(Warehouse, [Judge("kettle", 0, 1, "used")])).Then(typeof(Inspected)).State;
        state.Lines.Select(l => l.Accepted).ShouldBe([2, 0]);
    }

    [Fact]
    public void A_return_is_called_off_as_long_as_nothing_arrived()
    {
        foreach (var before in new[] { [Request()], Collected, PickedUp })
            Story.Given(before).When(new Cancel(Customer, "kept")).Then(typeof(Cancelled)).When(new Cancel(Customer, "kept")).ThenNothing();
        Story.Given(Received).When(new Cancel(Customer, "kept")).ThenRefused(ReturnReasons.StateInvalid).Metadata["current"].ShouldBe("RECEIVED");
    }

    [Fact]
    public void A_return_belongs_to_one_case()
    {
        var story = Story.Given(Request()).When(new AttachCase("case_1")).Then(typeof(CaseAttached));
        story.When(new AttachCase("case_1")).ThenNothing();
        story.When(new AttachCase("case_2")).ThenRefused(ReturnReasons.AlreadyDecided);
    }

    [Fact]
    public void What_does_not_exist_is_not_found() => new Story().When(new StartReview(Specialist)).ThenRefused(ReturnReasons.ReturnNotFound);
}
