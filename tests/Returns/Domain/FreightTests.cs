using Aftersales.Kernel;
using Aftersales.Returns.Domain;
using FsCheck;
using FsCheck.Fluent;
using static Aftersales.Returns.Tests.Domain.Samples;

namespace Aftersales.Returns.Tests.Domain;

public sealed class FreightTests
{
    private static Arbitrary<(Money Cost, Money Insurance, (int Pieces, Fault Fault)[] Parts)> Freights() => (
        from cost in Gen.Choose(0, 5_000)
        from insurance in Gen.Choose(0, 6_000)
        from parts in (
            from pieces in Gen.Choose(1, 12)
            from fault in Gen.Elements(Enum.GetValues<Fault>())
            select (pieces, fault)).NonEmptyListOf()
        select (Money.Cny(cost), Money.Cny(insurance), parts.ToArray())).ToArbitrary();

    [Fact]
    public void R_RET_6_the_parts_sum_to_the_cost_and_none_is_negative() => Prop.ForAll(Freights(), f =>
    {
        var (insurance, buyer, merchant, courier) = FreightSplit.Of(f.Cost, f.Insurance, f.Parts);
        (insurance + buyer + merchant + courier).ShouldBe(f.Cost);
        new[] { insurance, buyer, merchant, courier }.ShouldAllBe(part => !part.IsNegative);
        insurance.ShouldBe(Money.Min(f.Cost, f.Insurance));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void R_RET_6_the_buyer_is_never_charged_for_anothers_fault() => Prop.ForAll(Freights(), f =>
    {
        var others = f.Parts.Select(p => (p.Pieces, p.Fault == Fault.Customer ? Fault.Merchant : p.Fault)).ToList();
        FreightSplit.Of(f.Cost, f.Insurance, others).Buyer.IsZero.ShouldBeTrue();

        // Nor for more than its own pieces' part, rounded up to the fen.
        var (sound, all) = (f.Parts.Where(p => p.Fault == Fault.Customer).Sum(p => p.Pieces), f.Parts.Sum(p => p.Pieces));
        var parts = f.Parts.Count(p => p.Fault == Fault.Customer);
        FreightSplit.Of(f.Cost, f.Insurance, f.Parts).Buyer.Minor.ShouldBeLessThanOrEqualTo((f.Cost.Minor * sound / all) + parts);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("no_reason.unwanted", 10_00, 0, 10_00, 0, 0)]
    [InlineData("refused_delivery.unreachable", 10_00, 4_00, 6_00, 0, 0)]
    [InlineData("wrong_item.not_as_described", 13_00, 5_00, 0, 8_00, 0)]
    [InlineData("quality.defect", 9_99, 0, 0, 9_99, 0)]
    [InlineData("damaged.in_transit", 9_99, 20_00, 0, 0, 0)]
    [InlineData("damaged.in_transit", 9_99, 1_00, 0, 0, 8_99)]
    public void R_RET_6_who_is_at_fault_pays_what_the_insurance_does_not(string reason, long cost, long insurance, long buyer, long merchant, long courier) =>
        FreightSplit.Of(Money.Cny(cost), Money.Cny(insurance), [(2, Leaf(reason).Fault)])
            .ShouldBe((Money.Cny(Math.Min(cost, insurance)), Money.Cny(buyer), Money.Cny(merchant), Money.Cny(courier)));

    [Fact]
    public void R_RET_6_in_a_mixed_return_the_buyer_pays_for_the_sound_goods()
    {
        // 10.00 over three pieces: 3.34 for the first line by largest remainder.
        var (_, buyer, merchant, _) = FreightSplit.Of(Money.Cny(10_00), Money.Cny(0), [(1, Fault.Customer), (2, Fault.Supplier)]);
        (buyer, merchant).ShouldBe((Money.Cny(3_33), Money.Cny(6_67)));
    }

    [Theory]
    [InlineData("quality.defect", 13_00, null)]
    [InlineData("quality.defect", 13_01, 10_00L)]
    [InlineData("no_reason.unwanted", 13_01, null)]
    public void R_RET_6_above_13_keeping_the_goods_is_to_be_offered_for_half_of_their_price_at_most(string reason, long cost, long? limit)
    {
        var state = Story.Given([.. Approved(Request(reason)), new RecordFreight("courier", Money.Cny(cost), Money.Cny(0))]).State;
        state.Freight!.KeepOfferLimit.ShouldBe(limit is { } fen ? Money.Cny(fen) : null);
        state.Freight.IsEstimate.ShouldBeFalse();
    }

    [Fact]
    public void R_RET_7_freight_at_the_buyers_cost_is_deducted_from_the_refund_once()
    {
        var story = Story.Given([
            .. Approved(Request(ReturnReason.NoReason, new Pieces("cups", 3))), new ConfirmPickup("courier", "SF1"),
            new RecordFreight("courier", Money.Cny(12_00), Money.Cny(0)), new Receive(Warehouse, [new("cups", 3)])]);
        story.When(new Inspect(Warehouse, [Judge("cups", 1)])).Event<RefundAllowed>().Release.Charged.ShouldBe(Money.Cny(12_00));
        story.When(new Inspect(Warehouse, [Judge("cups", 2)])).Event<RefundAllowed>().Release.Deduction.ShouldBe(Money.Cny(0));
    }

    [Fact]
    public void R_RET_7_a_deduction_stays_within_the_goods_and_the_rest_comes_off_the_next()
    {
        var story = Story.Given([
            .. Approved(Request(ReturnReason.NoReason, new Pieces("cups", 3))), new ConfirmPickup("courier", "SF1"),
            new RecordFreight("courier", Money.Cny(25_00), Money.Cny(0)), new Receive(Warehouse, [new("cups", 3)])]);
        story.When(new Inspect(Warehouse, [Judge("cups", 1)])).Event<RefundAllowed>().Release.Charged.ShouldBe(Money.Cny(20_00));
        story.When(new Inspect(Warehouse, [Judge("cups", 2)])).Event<RefundAllowed>().Release.Charged.ShouldBe(Money.Cny(5_00));
    }

    [Fact]
    public void R_RET_6_a_customer_who_paid_the_courier_is_not_charged_again_and_gets_back_what_others_owe()
    {
        var paid = new RecordFreight(Warehouse, Money.Cny(12_00), Money.Cny(4_00));
        var own = Story.Given([.. Approved(Request().Shipping()), paid]).State.Freight!;
        (own.Deducted, own.Reimbursement).ShouldBe((Money.Cny(0), Money.Cny(0)));
        var wrong = Story.Given([.. Approved(Request(ReturnReason.Quality).Shipping()), paid]).State.Freight!;
        (wrong.Deducted, wrong.Reimbursement).ShouldBe((Money.Cny(0), Money.Cny(8_00)));
    }

    [Fact]
    public void The_rest_of_the_price_of_pieces_accepted_in_part_is_deducted()
    {
        var story = Story.Given([.. Approved(Request(ReturnReason.Quality)), new Receive(Warehouse, [new("kettle", 1)])]);
        var release = story.When(new Inspect(Warehouse, [Judge("kettle", 0) with { Partly = 1, Share = Percent.Of(70), Reason = "lid missing" }]))
            .Event<RefundAllowed>().Release;
        (release.Goods, release.Charged, release.Lessened).ShouldBe((Money.Cny(20_01), Money.Cny(0), Money.Cny(6_00)));
        release.LessenedLines.Single().ShouldBe(new LessenedLine("kettle", 1, Money.Cny(6_00)));
    }

    [Fact]
    public void R_RET_9_a_fee_is_confirmed_as_it_is_and_deducted()
    {
        var costly = At(Now) with { Policy = Samples.Policy with { Fee = new(Percent.Of(10), Money.Cny(1_50)) } };
        var request = Request();
        var refused = ReturnDecider.Decide(null, request, costly).Refusal!;
        (refused.Reason, refused.Metadata["allowed"], refused.Metadata["rule"]).ShouldBe((ReturnReasons.FeeNotConfirmed, "150", "R-RET-9"));
        ReturnDecider.Decide(null, request with { ConfirmedFee = Money.Cny(1_50) }, costly).IsRefused.ShouldBeFalse();
        ReturnDecider.Decide(null, Request(ReturnReason.Quality), costly).IsRefused.ShouldBeFalse();
        Quote.Of(request.Wish, costly.Policy).Deduction.ShouldBe(Money.Cny(11_50));
    }

    [Fact]
    public void R_RET_10_a_freight_collect_parcel_needs_an_agreement_and_the_merchants_fault()
    {
        Story.Given(Request(), new StartReview(Specialist)).When(Approve() with { FreightCollect = true })
            .ThenRefused(ReturnReasons.FreightCollectRefused).Metadata["rule"].ShouldBe("R-RET-10");
        var parcel = new Receive(Warehouse, [new("kettle", 1)]) { FreightCollect = Money.Cny(12_00) };
        Story.Given(Approved(Request(ReturnReason.Quality).Shipping())).When(parcel).ThenRefused(ReturnReasons.FreightCollectRefused);
        var agreed = Story.Given(Request(ReturnReason.Quality).Shipping(), new StartReview(Specialist), Approve() with { FreightCollect = true });
        var freight = agreed.When(parcel).State.Freight!;
        (freight.Cost, freight.Merchant, freight.Reimbursement).ShouldBe((Money.Cny(12_00), Money.Cny(12_00), Money.Cny(0)));
    }
}
