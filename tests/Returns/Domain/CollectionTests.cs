using Aftersales.Kernel;
using Aftersales.Returns.Domain;
using static Aftersales.Returns.Tests.Domain.Samples;

namespace Aftersales.Returns.Tests.Domain;

public sealed class CollectionTests
{
    private static Story Reviewed(RequestReturn request) => Story.Given(request, new StartReview(Specialist));

    [Theory]
    [InlineData(ReturnReason.WrongItem, 20_00, Collection.NotCollected)]
    [InlineData(ReturnReason.WrongItem, 20_01, Collection.Collect)]
    [InlineData(ReturnReason.WrongItem, 1, Collection.NotCollected)]
    [InlineData(ReturnReason.Damaged, 20_00, Collection.Collect)]
    [InlineData(ReturnReason.NoReason, 1, Collection.Collect)]
    public void R_RET_4_wrong_goods_up_to_20_CNY_are_not_collected(ReturnReason reason, long listPriceFen, Collection expected)
    {
        var order = Order with { Lines = [new("kettle", Category.Household, 1, Money.Cny(listPriceFen))] };
        Reviewed(Request(reason).On(order)).When(Approve()).State.Lines[0].Collection.ShouldBe(expected);
    }

    [Fact]
    public void R_RET_4_the_policy_may_widen_what_is_not_collected()
    {
        var wide = new Terms(Samples.Policy with
        {
            Reasons = [.. Samples.Policy.Reasons.Select(root => root.Reason == ReturnReason.Damaged ? root with { KeepCheap = true } : root)],
            NotCollectedUpTo = Money.Cny(100_00),
        }, BusinessCalendar.Default, Now);
        var state = Reviewed(Request(ReturnReason.Damaged)).State;
        ReturnDecider.Decide(state, Approve(), wide).Events.OfType<Approved>().Single().Lines[0].Collection.ShouldBe(Collection.NotCollected);
    }

    [Fact]
    public void R_RET_4_the_scrap_list_comes_before_the_price()
    {
        var story = Reviewed(Request(ReturnReason.WrongItem, new Pieces("cups", 2))).When(Approve(beyondResale: true));
        story.State.Lines[0].Collection.ShouldBe(Collection.ScrapInPlace);
        story.State.Lines[0].Accepted.ShouldBe(2);
    }

    [Fact]
    public void R_RET_4_goods_are_scrapped_in_place_with_photos_only() =>
        Reviewed(Request() with { EvidenceIds = [] }).When(Approve(beyondResale: true))
            .ThenRefused(ReturnReasons.EvidenceRequired).Metadata["rule"].ShouldBe("R-RET-4");

    [Theory]
    [InlineData("damaged.packaging_burst", Category.Food, false, Collection.ScrapInPlace)]
    [InlineData("damaged.packaging_burst", Category.Drinks, false, Collection.ScrapInPlace)]
    [InlineData("damaged.packaging_burst", Category.Household, false, Collection.Collect)]
    [InlineData("damaged.glass_broken", Category.Household, false, Collection.ScrapInPlace)]
    [InlineData("damaged.leaked", Category.Daily, false, Collection.ScrapInPlace)]
    [InlineData("damaged.in_transit", Category.Food, false, Collection.Collect)]
    [InlineData("quality.rotten", Category.Food, false, Collection.ScrapInPlace)]
    [InlineData("quality.rotten", Category.Food, true, Collection.Collect)]
    [InlineData("quality.opened_food", Category.Food, false, Collection.ScrapInPlace)]
    [InlineData("quality.opened_food", Category.Apparel, false, Collection.Collect)]
    [InlineData("quality.defect", Category.Food, false, Collection.Collect)]
    [InlineData("wrong_item.other_goods", Category.Household, false, Collection.NotCollected)]
    [InlineData("wrong_item.other_goods", Category.Household, true, Collection.Collect)]
    [InlineData("no_reason.unwanted", Category.Household, false, Collection.Collect)]
    [InlineData("refused_delivery.unwanted", Category.Household, false, Collection.Collect)]
    public void R_RET_4_first_the_scrap_list_then_a_whole_carton_then_the_price(string reason, Category category, bool carton, Collection expected) =>
        CollectionRules.Of(Leaf(reason), category, Money.Cny(20_00), carton, customerShips: false, beyondResale: false, Samples.Policy).ShouldBe(expected);

    [Fact]
    public void R_RET_4_a_supervisor_may_have_goods_scrapped_without_photos_and_it_is_recorded()
    {
        OverrideWish[] wish = [new(RuleIds.ScrapPhotos, "seen by the courier")];
        Reviewed(Request() with { EvidenceIds = [] }).When(Approve(beyondResale: true) with { Overrides = [.. wish] }).ThenRefused(ReturnReasons.OverrideDenied)
            .Metadata["allowed"].ShouldBe("Supervisor");
        var done = Reviewed(Request() with { EvidenceIds = [] }).When(new Approve(SupervisorRole, true) { Overrides = [.. wish] }).State.Overrides.Single();
        (done.RuleId, done.By, done.Why).ShouldBe((RuleIds.ScrapPhotos, "p_supervisor", "seen by the courier"));
    }

    [Fact]
    public void R_RET_5_where_nothing_is_collected_the_refund_is_final_at_once()
    {
        var story = Reviewed(Request(ReturnReason.WrongItem, new Pieces("cups", 2))).When(Approve()).Then(typeof(Approved), typeof(RefundAllowed));
        story.State.Stage.ShouldBe(ReturnStage.Completed);
        story.State.Refundable.ShouldBe(RefundBasis.Final);
        story.State.Pickup.ShouldBeNull();
        story.SurvivesStorage();
    }

    [Fact]
    public void R_RET_4_everything_else_is_collected_by_the_end_of_day_5()
    {
        var story = Reviewed(Request(ReturnReason.WrongItem, new("cups", 2), new("kettle", 1))).When(Approve()).Then(typeof(Approved), typeof(RefundAllowed));
        story.State.Lines.Select(l => l.Collection).ShouldBe([Collection.NotCollected, Collection.Collect]);
        story.State.Stage.ShouldBe(ReturnStage.Approved);
        story.State.Pickup.ShouldBe(new Pickup("pickup-ret_1", Now, EndOfDay(5), Pickups.Slot(3)));
        story.State.Due.ShouldBe(EndOfDay(5));
        story.SurvivesStorage();
    }

    [Fact]
    public void Who_ships_themselves_needs_no_courier()
    {
        var state = Reviewed(Request().Shipping()).When(Approve()).State;
        state.Lines[0].Collection.ShouldBe(Collection.CustomerShips);
        state.Pickup.ShouldBeNull();
        state.Due.ShouldBe(EndOfDay(7));
    }

    [Fact]
    public void R_REF_5_goods_refused_at_the_door_are_on_their_way_and_the_money_is_advanced()
    {
        var request = Request(ReturnReason.RefusedDelivery).On(Order with { SignedAt = null });
        var state = Reviewed(request).When(Approve()).Then(typeof(Approved), typeof(RefundAllowed)).State;
        state.Stage.ShouldBe(ReturnStage.InTransit);
        state.Refundable.ShouldBe(RefundBasis.Advance);
        state.Pickup.ShouldBeNull();
    }
}
