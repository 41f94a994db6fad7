using Aftersales.Kernel;
using Aftersales.Returns.Domain;
using static Aftersales.Returns.Tests.Domain.Samples;

namespace Aftersales.Returns.Tests.Domain;

/// <summary>Receipt, acceptance and refund of each piece go their own ways.</summary>
public sealed class UnitTests
{
    private static Story Shipped() => Story.Given([
        .. Approved(Request(ReturnReason.NoReason, new Pieces("cups", 3)).Shipping()), new RecordShipment(Customer, "YT1", new Pieces("cups", 2))]);

    [Fact]
    public void Pieces_come_in_several_parcels_and_what_is_accepted_is_refunded_while_others_are_awaited()
    {
        var story = Shipped();
        story.State.Lines[0].Units.ShouldBe([new(1, Reception.Awaited, Acceptance.Pending), new(2, Reception.InTransit, Acceptance.Pending)]);
        story.State.Stage.ShouldBe(ReturnStage.InTransit);

        story.When(new Receive(Warehouse, [new("cups", 2)]) { TrackingNo = "YT1" }).State.Stage.ShouldBe(ReturnStage.Received);
        var release = story.When(new Inspect(Warehouse, [Judge("cups", 2)])).Event<RefundAllowed>().Release;
        (release.Number, release.Lines.Single()).ShouldBe((1, new Pieces("cups", 2)));
        (story.State.Stage, story.State.ReleasesComplete).ShouldBe((ReturnStage.Approved, false));

        story.When(new RecordShipment(Customer, "YT2")).When(new Receive(Warehouse, [new("cups", 1)]) { TrackingNo = "YT2" });
        story.When(new Inspect(Warehouse, [Judge("cups", 1)])).Event<RefundAllowed>().Release.Number.ShouldBe(2);
        (story.State.Stage, story.State.ReleasesComplete).ShouldBe((ReturnStage.Completed, true));
        story.SurvivesStorage();
    }

    [Fact]
    public void A_piece_that_was_said_to_be_in_a_parcel_and_is_not_is_short()
    {
        var state = Shipped().When(new Receive(Warehouse, [new("cups", 1)]) { TrackingNo = "YT1" }).State;
        state.Units.Select(u => (u.Count, u.Reception, u.Acceptance)).ShouldBe(
            [(1, Reception.Awaited, Acceptance.Pending), (1, Reception.Received, Acceptance.Pending), (1, Reception.Short, Acceptance.Refused)]);
    }

    [Fact]
    public void R_CLK_4_another_parcel_gives_no_more_time_for_the_one_before()
    {
        var story = Shipped().When(new Receive(Warehouse, [new("cups", 2)]) { TrackingNo = "YT1" });
        story.When(new RecordShipment(Customer, "YT2"), EndOfDay(0)).When(new Receive(Warehouse, [new("cups", 1)]) { TrackingNo = "YT2" }, EndOfDay(0));
        story.State.Due.ShouldBe(EndOfDay(2));
    }

    [Fact]
    public void A_parcel_is_counted_once()
    {
        var count = new Receive(Warehouse, [new("cups", 1)]) { TrackingNo = "YT1" };
        var story = Shipped().When(count).When(count).ThenNothing();
        story.When(count with { By = Another }).ThenRefused(ReturnReasons.AlreadyDecided);
    }

    [Fact]
    public void R_CLK_4_what_a_customer_does_not_send_after_all_is_not_refunded_and_the_rest_goes_on()
    {
        var story = Shipped().When(new PassDeadline(null), EndOfDay(7)).Then(typeof(GoodsNeverCame));
        story.State.Units.Select(u => (u.Count, u.Reception, u.Acceptance)).ShouldBe(
            [(2, Reception.InTransit, Acceptance.Pending), (1, Reception.NotCollected, Acceptance.Refused)]);
        story.State.Stage.ShouldBe(ReturnStage.InTransit);
    }

    [Fact]
    public void What_an_inspection_leaves_to_a_person_is_decided_by_one_who_may()
    {
        var story = Story.Given([.. Approved(Request()), new Receive(Warehouse, [new("kettle", 1)])]);
        story.When(new Inspect(Warehouse, [Judge("kettle", 0) with { Manual = 1, Reason = "unclear" }])).Then(typeof(Inspected)).State.Stage.ShouldBe(ReturnStage.Received);
        story.When(new Inspect(Warehouse, [Judge("kettle", 1)])).ThenRefused(ReturnReasons.QuantityExceeded);
        story.When(new Inspect(Another, [Judge("kettle", 1)], MayDecideManual: true)).Then(typeof(Inspected), typeof(RefundAllowed));
    }

    [Theory]
    [InlineData(Condition.AsNew, "no_reason.unwanted", "kettle", Restock.Resell)]
    [InlineData(Condition.Opened, "no_reason.unwanted", "kettle", Restock.Resell)]
    [InlineData(Condition.Opened, "wrong_item.not_as_described", "fruit", Restock.Scrap)]
    [InlineData(Condition.Damaged, "damaged.in_transit", "kettle", Restock.Scrap)]
    [InlineData(Condition.Damaged, "quality.defect", "kettle", Restock.BackToSupplier)]
    [InlineData(Condition.AsNew, "quality.defect", "kettle", Restock.BackToSupplier)]
    [InlineData(Condition.Spoiled, "quality.defect", "fruit", Restock.Scrap)]
    public void What_the_warehouse_does_follows_from_condition_category_and_fault(Condition condition, string reason, string line, Restock expected)
    {
        var story = Story.Given([.. Approved(Request(reason, new Pieces(line, 1))), new Receive(Warehouse, [new(line, 1)])]);
        story.When(new Inspect(Warehouse, [Judge(line, 1) with { Condition = condition }])).Event<Inspected>().Restocked
            .ShouldBe([new(line, 1, condition, expected)]);
    }

    private static Story Refused() => Story.Given([
        .. Approved(Request(ReturnReason.NoReason, new Pieces("cups", 2))), new Receive(Warehouse, [new("cups", 2)]),
        new Inspect(Warehouse, [Judge("cups", 0, 2, "used")])]);

    private static readonly OpenDispute Objection = new(Customer, new("sealed"), []);

    [Fact]
    public void A_refusal_is_disputed_and_decided_by_another_than_who_refused()
    {
        var story = Refused().When(Objection).Then(typeof(Disputed));
        story.State.Stage.ShouldBe(ReturnStage.Disputed);
        story.When(Objection).ThenNothing();
        story.When(new ResolveDispute(Warehouse, [], "used")).ThenRefused(ReturnReasons.SamePerson).Metadata["rule"].ShouldBe("R-PPL-1");
        story.When(new ResolveDispute(Specialist, [new("cups", 3)], "ok")).ThenRefused(ReturnReasons.QuantityExceeded).Metadata["allowed"].ShouldBe("2");

        var resolve = new ResolveDispute(Specialist, [new("cups", 1)], "one was new");
        story.When(resolve).Then(typeof(DisputeResolved), typeof(RefundAllowed)).Event<RefundAllowed>().Release.Lines.ShouldBe([new Pieces("cups", 1)]);
        story.State.Units.Select(u => (u.Count, u.Acceptance)).ShouldBe([(1, Acceptance.Accepted), (1, Acceptance.Refused)]);
        story.State.Stage.ShouldBe(ReturnStage.Completed);
        story.When(resolve).ThenNothing();
        story.When(new OpenDispute(Another, new("sealed"), [])).ThenRefused(ReturnReasons.AlreadyDecided);
        story.SurvivesStorage();
    }

    [Fact]
    public void A_refusal_can_be_disputed_for_some_days_only()
    {
        Refused().When(Objection, EndOfDay(7)).ThenRefused(ReturnReasons.DisputeClosed).Metadata["until"].ShouldBe(EndOfDay(7).ToString());
        Story.Given([.. Approved(Request()), new Receive(Warehouse, [new("kettle", 1)]), new Inspect(Warehouse, [Judge("kettle", 1)])])
            .When(Objection).ThenRefused(ReturnReasons.DisputeClosed);
    }

    [Fact]
    public void R_CLK_4_a_dispute_that_nobody_decides_is_escalated()
    {
        var story = Refused().When(Objection);
        story.When(new PassDeadline(null), EndOfDay(2)).Then(typeof(Escalated)).Event<Escalated>().Wait.ShouldBe(Wait.Resolution);
        story.State.Stage.ShouldBe(ReturnStage.Disputed);
    }

    [Fact]
    public void R_REF_5_what_comes_after_an_advance_is_not_released_again_but_what_was_there_before_is()
    {
        var story = Story.Given([
            .. Approved(Request(ReturnReason.NoReason, new Pieces("cups", 2))), new ConfirmBooking(),
            new Receive(Warehouse, [new("cups", 1)]) { MoreToCome = true }]);
        story.When(new PassDeadline(null), EndOfDay(2)).Then(typeof(Escalated));
        story.When(new PassDeadline(null), EndOfDay(5)).Then(typeof(PickupMissed), typeof(RefundAllowed))
            .Event<RefundAllowed>().Release.Lines.ShouldBe([new Pieces("cups", 1)]);
        story.When(new Inspect(Warehouse, [Judge("cups", 1)])).Event<RefundAllowed>().Release.Basis.ShouldBe(RefundBasis.Final);
        story.When(new Receive(Warehouse, [new("cups", 1)])).When(new Inspect(Warehouse, [Judge("cups", 1)])).Then(typeof(Inspected));
        story.State.Releases.Select(r => r.Basis).ShouldBe([RefundBasis.Advance, RefundBasis.Final]);
    }
}
