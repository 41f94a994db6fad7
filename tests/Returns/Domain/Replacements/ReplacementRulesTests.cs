using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Returns.Domain;
using Aftersales.Returns.Domain.Replacements;
using static Aftersales.Returns.Tests.Domain.Replacements.ReplacementStory;
using Requested = Aftersales.Returns.Domain.Replacements.Requested;

namespace Aftersales.Returns.Tests.Domain.Replacements;

public sealed class ReplacementRulesTests
{
    public static TheoryData<string, string> Broken => new()
    {
        { "OUR_OR_COURIER_FAULT", "customer's fault" },
        { "OUR_OR_COURIER_FAULT", "force majeure" },
        { "OUR_OR_COURIER_FAULT", "nobody's fault yet" },
        { "PAID", "not paid" },
        { "WANTS_GOODS", "does not want the goods" },
        { "DECLINED_REFUND", "would take a refund" },
        { "CANNOT_REORDER", "can reorder" },
        { "ORIGINAL_NOT_DISPATCHABLE", "the original can still leave" },
        { "WHOLE_PIECES", "a part" },
    };

    [Theory, MemberData(nameof(Broken))]
    public void R_REP_1_each_rule_refuses_by_its_name(string rule, string how)
    {
        var request = Request();
        request = how switch
        {
            "customer's fault" => request with { Responsible = ResponsibleParty.Customer },
            "force majeure" => request with { Responsible = ResponsibleParty.ForceMajeure },
            "nobody's fault yet" => request with { Responsible = ResponsibleParty.Unspecified },
            "not paid" => request with { Order = Order with { PaidAt = null } },
            "does not want the goods" => request with { Grounds = AllGrounds with { WantsGoods = false } },
            "would take a refund" => request with { Grounds = AllGrounds with { DeclinedRefund = false } },
            "can reorder" => request with { Grounds = AllGrounds with { CannotReorder = false } },
            "the original can still leave" => request with { Order = Order with { DispatchedAt = null, SignedAt = null } },
            _ => request with { Lines = [new("kettle", 1, null, "lid")] },
        };
        var refusal = Given().When(request).ThenRefused(ReplacementReasons.NotEligible);
        refusal.Metadata["check"].ShouldBe(rule);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void R_REP_1_an_original_that_cannot_leave_any_more_can_be_replaced(bool cancelled, bool stopped)
    {
        var order = Order with { DispatchedAt = null, SignedAt = null, CancelledAt = cancelled ? Samples.Now : null };
        Given().When(Request() with { Order = order, Grounds = AllGrounds with { OriginalStopped = stopped } }).Then(typeof(Requested));
    }

    [Fact]
    public void R_COMP_1_a_gift_is_of_no_line_has_to_be_named_and_costs_the_merchant()
    {
        var gift = Request(ReplacementKind.Gift, new WantedLine("gift", 1, "mug", null)) with { Responsible = ResponsibleParty.Customer };
        var state = Given(gift).State;
        (state.PaidBy, state.Value, state.Lines.Single().Sku).ShouldBe((CostPayer.Merchant, Kernel.Money.Cny(0), "mug"));
        Given().When(gift with { Lines = [new("gift", 1, null, null)] }).ThenRefused(ReplacementReasons.NotEligible).Metadata["check"].ShouldBe("GIFT_NAMED");
        Given().When(gift with { Order = Order with { PaidAt = null } }).ThenRefused(ReplacementReasons.NotEligible).Metadata["check"].ShouldBe("PAID");
    }

    [Fact]
    public void R_REP_1_the_platform_pays_for_a_replacement_order_and_the_merchant_for_an_exchange()
    {
        Given(Request()).State.PaidBy.ShouldBe(CostPayer.Platform);
        Given(Request(ReplacementKind.Part, new WantedLine("kettle", 1, null, "lid"))).State.PaidBy.ShouldBe(CostPayer.Merchant);
        Given(Request(lines: new WantedLine("cups", 3, null, null))).State.Value.ShouldBe(Kernel.Money.Cny(60_00));
    }

    [Fact]
    public void R_RET_11_a_part_goes_out_on_its_own_and_is_named()
    {
        Given().When(Request(ReplacementKind.Part)).ThenRefused(ReplacementReasons.NotEligible).Metadata["check"].ShouldBe("PART_NAMED");
        var part = Given(Request(ReplacementKind.Part, new WantedLine("kettle", 1, null, "lid")), new ReplacementCommand.Approve(Approver));
        part.State.Original.ShouldBe(OriginalOutcome.Untouched);
        part.When(new ReplacementCommand.Place(Placer)).Then(typeof(PlacementDecided));
    }

    [Fact]
    public void R_RET_8_an_exchange_follows_a_return_of_the_same_goods()
    {
        var back = Story.Given([.. Samples.Approved(Samples.Request(ReturnReason.WrongItem, new Pieces("cups", 2)))]).State;
        var exchange = Request(ReplacementKind.Exchange, new WantedLine("cups", 2, "cup-blue", null)) with { Return = back };
        Given().When(exchange).Then(typeof(Requested));
        Given().When(exchange with { Return = null }).ThenRefused(ReturnReasons.ReturnNotFound);
        Given().When(exchange with { Lines = [new("cups", 3, null, null)] }).ThenRefused(ReturnReasons.QuantityExceeded);
        Given().When(exchange with { Return = back with { OrderId = "another" } }).ThenRefused(ReturnReasons.ReturnNotFound);
        var underReview = Story.Given(Samples.Request(ReturnReason.WrongItem, new Pieces("cups", 2))).State;
        Given().When(exchange with { Return = underReview }).ThenRefused(ReturnReasons.StateInvalid);
    }

    [Fact]
    public void R_RET_9_what_was_exchanged_is_free_once_the_new_pieces_are_delivered()
    {
        var back = Story.Given([.. Samples.Approved(Samples.Request(ReturnReason.WrongItem, new Pieces("cups", 2)))]).State;
        var exchange = Given(
            Request(ReplacementKind.Exchange, new WantedLine("cups", 2, null, null)) with { Return = back },
            new ReplacementCommand.Approve(Approver), new ReplacementCommand.Place(Placer));
        Shares(exchange.State).ShouldBeEmpty();
        exchange.When(Hears(OrderStanding.Signed));
        var units = new ReturnAggregate().Shares(back.Id, back).Concat(Shares(exchange.State)).Where(s => s.Counter.StartsWith("return-units/", StringComparison.Ordinal));
        units.Sum(s => s.Amount).ShouldBe(0);

        static IEnumerable<Share> Shares(Replacement state) => new ReplacementAggregate().Shares(state.Id, state);
    }

    [Fact]
    public void R_RET_9_a_claim_follows_a_claim_for_what_was_delivered()
    {
        var first = Placed();
        Given().When(Request() with { Follows = first.State }).ThenRefused(ReplacementReasons.StateInvalid);
        first.When(Hears(OrderStanding.Signed));
        Given().When(Request() with { Follows = first.State }).Then(typeof(Requested));
        Given().When(Request(lines: new WantedLine("cups", 1, null, null)) with { Follows = first.State }).ThenRefused(ReturnReasons.QuantityExceeded);
    }

    [Fact]
    public void R_RET_2_only_what_was_bought_is_replaced_each_line_once()
    {
        Given().When(Request(lines: new WantedLine("cups", 4, null, null))).ThenRefused(ReturnReasons.QuantityExceeded).Metadata["allowed"].ShouldBe("3");
        Given().When(Request(lines: new WantedLine("spoon", 1, null, null))).ThenRefused(ReturnReasons.LineUnknown);
        Given().When(Request(lines: [new("cups", 1, null, null), new("cups", 1, null, null)])).ThenRefused(ReturnReasons.InvalidRequest);
    }
}
