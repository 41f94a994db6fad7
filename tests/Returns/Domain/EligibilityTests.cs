using System.Collections.Immutable;
using Aftersales.Kernel;
using Aftersales.Returns.Domain;
using NodaTime;
using static Aftersales.Returns.Tests.Domain.Samples;

namespace Aftersales.Returns.Tests.Domain;

public sealed class EligibilityTests
{
    private static OrderFacts SignedAt(Instant? signed) => Order with { SignedAt = signed };

    [Theory]
    [InlineData(ReturnReason.NoReason, "kettle", 7)]
    [InlineData(ReturnReason.Quality, "kettle", 15)]
    [InlineData(ReturnReason.Damaged, "cups", 15)]
    [InlineData(ReturnReason.WrongItem, "cups", 15)]
    [InlineData(ReturnReason.Other, "cups", 15)]
    public void R_RET_1_the_window_ends_at_24_00_of_the_last_day_after_signing(ReturnReason reason, string line, int days)
    {
        var signed = Now;
        var request = Request(reason, new Pieces(line, 1)).On(SignedAt(signed));
        new Story().When(request, EndOfDay(days) - Duration.Epsilon).Then(typeof(Requested));
        var refusal = new Story().When(request, EndOfDay(days)).ThenRefused(ReturnReasons.WindowClosed);
        refusal.Metadata["rule"].ShouldBe("R-RET-1");
        refusal.Metadata["until"].ShouldBe(EndOfDay(days).ToString());
    }

    [Theory]
    [InlineData(47, true)]
    [InlineData(48, false)]
    public void R_RET_1_perishables_can_be_complained_about_for_48_hours(int hours, bool possible)
    {
        var story = new Story().When(Request(ReturnReason.Quality, new Pieces("fruit", 1)).On(SignedAt(Now)), Now + Duration.FromHours(hours));
        if (possible)
            story.Then(typeof(Requested));
        else
            story.ThenRefused(ReturnReasons.WindowClosed);
    }

    [Fact]
    public void R_RET_1_perishables_are_not_returned_without_a_reason()
    {
        var refusal = new Story().When(Request(ReturnReason.NoReason, new("kettle", 1), new("fruit", 1))).ThenRefused(ReturnReasons.CategoryExcluded);
        refusal.Metadata["line_id"].ShouldBe("fruit");
        refusal.Metadata["rule"].ShouldBe("R-RET-1");
    }

    [Fact]
    public void R_RET_1_goods_that_were_not_signed_for_are_not_returned() =>
        new Story().When(Request().On(SignedAt(null))).ThenRefused(ReturnReasons.OrderNotSigned).Metadata["rule"].ShouldBe("R-RET-1");

    [Fact]
    public void Goods_are_refused_at_the_door_after_they_left_and_before_they_were_signed_for()
    {
        var refused = Request(ReturnReason.RefusedDelivery);
        new Story().When(refused.On(SignedAt(null))).Then(typeof(Requested));
        new Story().When(refused.On(SignedAt(null) with { DispatchedAt = null })).ThenRefused(ReturnReasons.OrderNotSigned);
        new Story().When(refused).ThenRefused(ReturnReasons.WindowClosed);
    }

    [Theory]
    [InlineData(ReturnReason.Damaged)]
    [InlineData(ReturnReason.WrongItem)]
    [InlineData(ReturnReason.Quality)]
    public void Claims_against_the_goods_need_a_photo(ReturnReason reason)
    {
        new Story().When(Request(reason) with { EvidenceIds = [] }).ThenRefused(ReturnReasons.EvidenceRequired);
        new Story().When(Request(reason)).Then(typeof(Requested));
    }

    [Fact]
    public void R_RET_2_a_return_covers_quantities_of_lines()
    {
        var tooMany = new Story().When(Request(lines: new Pieces("cups", 4))).ThenRefused(ReturnReasons.QuantityExceeded);
        tooMany.Metadata.ShouldBe(
            new Dictionary<string, string> { ["line_id"] = "cups", ["allowed"] = "3", ["rule"] = "R-RET-2", ["rule_id"] = "bought" }, ignoreOrder: true);
        new Story().When(Request(lines: new Pieces("pan", 1))).ThenRefused(ReturnReasons.LineUnknown).Metadata["line_id"].ShouldBe("pan");
        new Story().When(Request(lines: [new("cups", 1), new("cups", 2)])).ThenRefused(ReturnReasons.InvalidRequest)
            .Fields.ShouldHaveSingleItem().Field.ShouldBe("lines[1].line_id");
    }

    [Fact]
    public void What_a_plan_asks_for_was_decided_with_the_offer_and_only_its_lines_are_checked()
    {
        var plan = Request(ReturnReason.Damaged, new Pieces("fruit", 1)) with { ByPlan = true, EvidenceIds = [] };
        var story = new Story().When(plan.On(SignedAt(null)), EndOfDay(100)).Then(typeof(Requested)).SurvivesStorage();
        story.State.Overrides.Select(o => (o.RuleId, o.By, o.Why)).ShouldBe(
            [(RuleIds.Delivered, Customer, "decided with the offer"), (RuleIds.Evidence, Customer, "decided with the offer")]);
        new Story().When(Request(ReturnReason.Damaged, new Pieces("fruit", 3)) with { ByPlan = true }).ThenRefused(ReturnReasons.QuantityExceeded);
    }

    [Fact]
    public void A_plan_that_asks_again_gets_the_same_return() =>
        Story.Given(Request() with { ByPlan = true }).When(Request(ReturnReason.Other) with { ByPlan = true }).ThenNothing()
            .State.Reason.ShouldBe(ReturnReason.NoReason);

    [Fact]
    public void A_merchant_can_exclude_nothing_and_keep_the_window_open()
    {
        var open = new Terms(
            Samples.Policy with { Exclusions = [], Reasons = [new("any", "任何", "Any") { Reason = ReturnReason.NoReason, Fault = Fault.Customer, CaseType = "RETURN_REQUEST" }] },
            BusinessCalendar.Default,
            EndOfDay(400));
        var request = Request(Samples.Wish(open.Policy.Usual(ReturnReason.NoReason), new Pieces("fruit", 1)));
        ReturnDecider.Decide(null, request, open).IsRefused.ShouldBeFalse();
    }

    [Theory]
    [InlineData(1, 20, true)]
    [InlineData(1, 22, false)]
    [InlineData(2, 20, false)]
    public void R_RET_9_pieces_that_came_instead_of_others_have_a_window_of_their_own(int pieces, int day, bool possible)
    {
        // The order was signed for on day 0, one new cup came on day 6: it can be complained about until day 21.
        var order = Order with
        {
            Lines = [.. Order.Lines.Select(line => line.LineId == "cups" ? line with { Renewed = new(1, Now + Duration.FromDays(6)) } : line)],
        };
        var story = new Story().When(Request(ReturnReason.Quality, new Pieces("cups", pieces)).On(order), Now + Duration.FromDays(day));
        if (possible)
            story.Then(typeof(Requested));
        else
            story.ThenRefused(ReturnReasons.WindowClosed);
    }
}
