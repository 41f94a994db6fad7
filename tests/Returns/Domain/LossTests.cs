using Aftersales.Kernel;
using Aftersales.Returns.Domain;
using static Aftersales.Returns.Tests.Domain.Samples;

namespace Aftersales.Returns.Tests.Domain;

public sealed class LossTests
{
    private static readonly CloseLoss Paid = new(Specialist, LossKind.Lost, null, Money.Cny(20_01), "the courier paid");

    private static Story Lost() => Story.Given([.. Approved(Request()), new ConfirmPickup("courier", "SF1")]).When(new PassDeadline(null), EndOfDay(7));

    private static Story Short(RequestReturn request) => Story.Given([.. Approved(request), new Receive(Warehouse, [new("cups", 2)])]);

    private static RequestReturn Cups => Request(ReturnReason.Quality, new Pieces("cups", 3));

    [Fact]
    public void R_QLT_6_goods_that_the_courier_lost_are_claimed_from_the_courier_until_a_person_says_what_came_of_it()
    {
        var story = Lost().Then(typeof(GoodsLost), typeof(RefundAllowed), typeof(LossClaimed));
        var loss = Losses.Of(story.State).Single();
        (loss.Kind, loss.Party, loss.Worth, loss.IsOpen).ShouldBe((LossKind.Lost, ResponsibleParty.Courier, Money.Cny(20_01), true));
        ReturnWorkLists.Of(story.State).ShouldContain(ReturnWorkLists.Name(ReturnWorkList.Claims));
        (story.State.Stage, story.State.Due).ShouldBe((ReturnStage.Completed, EndOfDay(8 + 15)));

        story.When(Paid).Then(typeof(LossClosed)).SurvivesStorage();
        Losses.Of(story.State).Single().IsOpen.ShouldBeFalse();
        (story.State.Due, ReturnWorkLists.Of(story.State).Any()).ShouldBe((null, false));
        story.When(Paid).ThenNothing();
        story.When(Paid with { By = Another }).ThenRefused(ReturnReasons.AlreadyDecided);
        story.When(Paid with { Kind = LossKind.Short }).ThenRefused(ReturnReasons.NothingMissing);
        story.When(Paid with { Recovered = Money.Cny(-1) }).ThenRefused(ReturnReasons.InvalidRequest);
    }

    [Fact]
    public void R_CLK_4_a_claim_that_nobody_looks_after_is_escalated_once()
    {
        var story = Lost().When(new PassDeadline(null), EndOfDay(23)).Then(typeof(Escalated));
        story.When(new PassDeadline(null), EndOfDay(99)).ThenNothing();
        ReturnWorkLists.Of(story.State).ShouldContain(ReturnWorkLists.Name(ReturnWorkList.Claims));
    }

    [Theory]
    [InlineData(false, ResponsibleParty.Courier)]
    [InlineData(true, ResponsibleParty.Warehouse)]
    public void R_QLT_6_what_is_short_is_asked_of_who_had_it(bool customerShips, ResponsibleParty party)
    {
        var story = Short(customerShips ? Cups.Shipping() : Cups);
        var loss = Losses.Of(story.State).Single();
        (loss.Kind, loss.Party, loss.Missing.Single()).ShouldBe((LossKind.Short, party, new Pieces("cups", 1)));
        story.When(new CloseLoss(Specialist, LossKind.Short, ResponsibleParty.Customer, Money.Cny(0), "was not packed"));
        Losses.Of(story.State).Single().Party.ShouldBe(ResponsibleParty.Customer);
    }

    [Fact]
    public void R_RET_5_lost_goods_that_turn_up_are_recorded_and_inspected_and_stay_refunded()
    {
        var story = Lost();
        var found = story.When(new Receive(Warehouse, [new("kettle", 1)]) { TrackingNo = "SF1" }, EndOfDay(9)).Then(typeof(Received)).State;
        (found.Stage, found.Receipt!.IsFound, found.Parcels.Single().IsReceived).ShouldBe((ReturnStage.Received, true, true));
        Losses.Of(found).ShouldBeEmpty();
        ReturnWorkLists.Of(found).ShouldContain(ReturnWorkLists.Name(ReturnWorkList.ToInspect));

        story.When(new Inspect(Warehouse, [Judge("kettle", 0, 1, "used")])).ThenRefused(ReturnReasons.QuantityExceeded).Metadata["rule"].ShouldBe("R-RET-5");
        var done = story.When(new Inspect(Warehouse, [Judge("kettle", 1) with { Condition = Condition.Damaged }])).Then(typeof(Inspected)).State;
        (done.Stage, done.Releases.Length, done.Units.Single().Restock).ShouldBe((ReturnStage.Completed, 1, Restock.Scrap));
    }

    [Fact]
    public void R_QLT_6_a_claim_that_was_paid_is_open_again_when_the_goods_turn_up()
    {
        var story = Lost().When(Paid);
        story.When(new Receive(Warehouse, [new("kettle", 1)]), EndOfDay(9)).Then(typeof(Received), typeof(LossClaimed));
        Losses.Of(story.State).Single().IsOpen.ShouldBeTrue();
        story.When(Paid with { Recovered = Money.Cny(0), Outcome = "given back" });
        Losses.Of(story.State).Single().IsOpen.ShouldBeFalse();
    }

    [Fact]
    public void What_was_short_and_turns_up_is_inspected_and_released_after_all()
    {
        var story = Short(Cups).When(new Inspect(Warehouse, [Judge("cups", 2)]));
        story.State.Stage.ShouldBe(ReturnStage.Completed);
        // The same count once more is a repeat, and another is no news, unless whoever counts says that it turned up.
        story.When(new Receive(Warehouse, [new("cups", 2)])).ThenNothing();
        story.When(new Receive(Warehouse, [new("cups", 1)])).ThenRefused(ReturnReasons.StateInvalid);
        story.When(new Receive(Warehouse, [new("cups", 2)]) { IsFound = true }).ThenRefused(ReturnReasons.QuantityExceeded);
        story.When(new Receive(Warehouse, [new("cups", 1)]) { IsFound = true }).Then(typeof(Received));
        story.State.Stage.ShouldBe(ReturnStage.Received);
        story.When(new Inspect(Warehouse, [Judge("cups", 1)])).Event<RefundAllowed>().Release.Lines.Single().ShouldBe(new Pieces("cups", 1));
        (story.State.Stage, story.State.ReleasesComplete).ShouldBe((ReturnStage.Completed, true));
    }

    [Fact]
    public void R_REF_5_goods_that_were_never_handed_over_and_come_after_all_are_inspected_and_settle_their_advance()
    {
        var story = Story.Given(Approved(Request())).When(new PassDeadline(null), EndOfDay(5)).When(new PassDeadline(null), EndOfDay(36)).Then(typeof(GoodsNeverCame));
        story.When(new Receive(Warehouse, [new("kettle", 1)]) { TrackingNo = "YT9" }, EndOfDay(40)).Then(typeof(Received));
        var done = story.When(new Inspect(Warehouse, [Judge("kettle", 1)])).Then(typeof(Inspected)).State;
        (done.Units.Single().Release, done.Releases.Length, done.Stage).ShouldBe((1, 1, ReturnStage.Completed));
    }

    [Fact]
    public void Goods_that_turn_up_while_their_absence_is_disputed_are_inspected_once_it_is_decided()
    {
        var story = Short(Cups).When(new Inspect(Warehouse, [Judge("cups", 2)])).When(new OpenDispute(Customer, new("sealed"), []));
        story.When(new Receive(Warehouse, [new("cups", 1)]) { IsFound = true }).Then(typeof(Received));
        story.State.Stage.ShouldBe(ReturnStage.Disputed);
        var decided = story.When(new ResolveDispute(Another, [new("cups", 1)], "it was there")).State;
        decided.Units.Single(u => u.Release == 2).ShouldBe(new Units(1, Reception.Received, Acceptance.Accepted) { Release = 2 });
        decided.Stage.ShouldBe(ReturnStage.Received);
    }
}
