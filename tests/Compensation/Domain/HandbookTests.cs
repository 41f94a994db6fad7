using Aftersales.Compensations.Domain;
using Aftersales.Kernel;

namespace Aftersales.Compensation.Tests.Domain;

/// <summary>The handbook's tables at their boundaries: the most that each row allows, to the fen, and nothing above it.</summary>
public sealed class HandbookTests
{
    [Theory]
    [InlineData(1, 0)] // 0.1 fen
    [InlineData(4, 0)]
    [InlineData(5, 1)] // half a fen rounds up
    [InlineData(666_65, 66_67)] // 66.665
    [InlineData(1999_99, 200_00)] // 199.999
    [InlineData(2000_00, 200_00)]
    [InlineData(2000_01, 200_00)] // the cap counts after rounding
    public void R_COMP_2_L1_coupon_10_percent(long paid, long most) => Most(Story.Paid(paid), Tier.L1, Cause.Damaged, Kind.Coupon, most);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(3, 1)] // 0.6 fen
    [InlineData(666_65, 133_33)]
    [InlineData(999_97, 199_99)]
    [InlineData(1000_00, 200_00)]
    [InlineData(1000_01, 200_00)]
    public void R_COMP_2_L2_coupon_20_percent(long paid, long most) => Most(Story.Paid(paid), Tier.L2, Cause.WrongItem, Kind.Coupon, most);

    [Theory]
    [InlineData(Kind.Coupon)]
    [InlineData(Kind.Cash)]
    public void R_COMP_2_L2_late_delivery_10_percent(Kind kind)
    {
        Most(Story.Paid(666_65), Tier.L2, Cause.LateDelivery, kind, 66_67);
        Most(Story.Paid(2000_01), Tier.L2, Cause.LateDelivery, kind, 200_00);
    }

    [Theory]
    [InlineData(1, 0)] // 0.3 fen
    [InlineData(2, 1)]
    [InlineData(666_65, 200_00)] // 199.995
    [InlineData(1666_64, 499_99)]
    [InlineData(1666_65, 500_00)] // 499.995
    [InlineData(1666_66, 500_00)]
    [InlineData(1666_67, 500_00)]
    [InlineData(2000_00, 500_00)]
    public void R_COMP_2_not_dispatched_72_hours_after_payment_30_percent(long paid, long most)
    {
        var late = Story.Paid(paid, hoursAgo: 72);
        Most(late, Tier.System, Cause.LateDispatch, Kind.Coupon, most);
        Most(late, Tier.L2, Cause.LateDispatch, Kind.Cash, most);
        Most(late, Tier.System, Cause.LateDispatch, Kind.Cash, 0);
        Most(late with { CouponDeclined = true }, Tier.System, Cause.LateDispatch, Kind.Cash, most);
    }

    [Theory]
    [InlineData(Cause.ShortPick)]
    [InlineData(Cause.Oversold)]
    public void R_COMP_2_found_impossible_after_72_hours_is_30_percent(Cause cause) =>
        Most(Closed(1000_00, paidHoursAgo: 80, closedHoursAgo: 8), Tier.System, cause, Kind.Coupon, 300_00);

    [Theory]
    [InlineData(Cause.ShortPick, 20_00)]
    [InlineData(Cause.Oversold, 10_00)] // §4: oversold and paid, 10 % cash allowed
    public void R_COMP_2_found_impossible_before_72_hours_is_10_to_20_percent(Cause cause, long cash)
    {
        var closed = Closed(100_00, paidHoursAgo: 80, closedHoursAgo: 9);
        Most(closed, Tier.System, cause, Kind.Coupon, 10_00);
        Most(closed, Tier.L1, cause, Kind.Coupon, 10_00);
        Most(closed, Tier.L2, cause, Kind.Coupon, 20_00);
        Most(closed, Tier.L2, cause, Kind.Cash, cash);
        Most(closed, Tier.System, cause, Kind.Cash, 0);
        Most(closed with { CouponDeclined = true }, Tier.System, cause, Kind.Cash, 10_00);
        Most(Closed(2000_01, 80, 9), Tier.L1, cause, Kind.Coupon, 200_00);
    }

    [Fact]
    public void R_COMP_4_an_order_closed_in_time_owes_no_late_dispatch() =>
        Most(Closed(100_00, paidHoursAgo: 80, closedHoursAgo: 9), Tier.System, Cause.LateDispatch, Kind.Coupon, 0);

    [Fact]
    public void R_COMP_4_an_order_that_left_at_a_time_nobody_told_is_not_called_late()
    {
        var imported = Story.Paid(100_00, hoursAgo: 2000);
        Most(imported with { Facts = imported.Facts with { HasLeft = true } }, Tier.System, Cause.LateDispatch, Kind.Coupon, 0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2000_01)]
    public void R_COMP_2_missing_item_is_10_CNY_whatever_was_paid(long paid)
    {
        Most(Story.Paid(paid), Tier.System, Cause.MissingItem, Kind.Coupon, 10_00);
        Most(Story.Paid(paid), Tier.L1, Cause.MissingItem, Kind.Coupon, 10_00);
    }

    [Theory]
    [InlineData(Kind.Coupon)]
    [InlineData(Kind.Cash)]
    [InlineData(Kind.Gift)]
    public void R_COMP_2_apparel_is_20_percent_of_the_item_s_price_without_a_cap(Kind kind)
    {
        var piece = new Piece("1", 1);
        Most(Story.Apparel(666_65), Tier.L1, Cause.Quality, kind, 133_33, Part.None, piece);
        Most(Story.Apparel(2000_01), Tier.L2, Cause.Damaged, kind, 400_00, Part.None, piece);
        Most(Story.Apparel(666_65), Tier.L1, Cause.Quality, kind, 0); // no piece named, no price to take a share of
        Most(Story.Apparel(4000_00), Tier.L1, Cause.Quality, kind, 500_00, Part.None, piece); // the order's cap remains (R-COMP-5)
    }

    [Fact]
    public void R_COMP_2_apparel_by_piece_not_by_order()
    {
        var story = Story.Apparel(500_00);
        story = story with { Facts = story.Facts with { Lines = [new("1", 3, Money.Cny(100_00)), new("2", 1, Money.Cny(400_00))] } };
        Most(story, Tier.L1, Cause.Quality, Kind.Cash, 6_67, Part.None, new Piece("1", 1)); // 33.33 of 100.00
        Most(story, Tier.L1, Cause.Quality, Kind.Cash, 13_33, Part.None, new Piece("1", 2)); // 66.67
        Most(story, Tier.L1, Cause.Quality, Kind.Cash, 100_00, Part.None, new Piece("1", 3), new Piece("2", 9));
    }

    [Theory]
    [InlineData(Part.Scratch)]
    [InlineData(Part.LeakOrDirt)]
    [InlineData(Part.DamagedUsable)]
    public void R_COMP_1_small_flaws_are_up_to_2_CNY(Part part)
    {
        Most(Story.Paid(2000_00), Tier.L1, Cause.Goodwill, Kind.Coupon, 2_00, part);
        Most(Story.Paid(2000_00), Tier.L1, Cause.Goodwill, Kind.Cash, 2_00, part);
    }

    [Fact]
    public void R_COMP_1_usable_glass_is_up_to_half_its_price()
    {
        var story = Story.Paid(500_00);
        story = story with { Facts = story.Facts with { Lines = [new("1", 2, Money.Cny(50_01)), new("2", 1, Money.Cny(449_99))] } };
        Most(story, Tier.L1, Cause.Goodwill, Kind.Cash, 12_51, Part.GlassUsable, new Piece("1", 1)); // half of 25.01
        Most(story, Tier.L1, Cause.Goodwill, Kind.Cash, 200_00, Part.GlassUsable, new Piece("2", 1));
        Most(story, Tier.L1, Cause.Goodwill, Kind.Cash, 0, Part.GlassUsable);
    }

    [Theory]
    [InlineData(Tier.L1, 10_00)]
    [InlineData(Tier.L2, 20_00)]
    public void Section_4_a_wrong_price_that_was_not_paid_is_a_coupon(Tier tier, long most)
    {
        Most(Story.Unpaid(100_00), tier, Cause.Price, Kind.Coupon, most);
        Most(Story.Paid(100_00), tier, Cause.Price, Kind.Coupon, 0);
    }

    [Fact]
    public void Section_4_a_wrong_price_that_was_paid_is_the_exact_difference()
    {
        var story = Overpaid();
        Most(story, Tier.L1, Cause.Price, Kind.PriceDifference, 30_00);
        Most(story, Tier.L1, Cause.Price, Kind.PriceDifference, 20_00, Part.None, new Piece("1", 2));
        Most(story, Tier.None, Cause.Price, Kind.PriceDifference, 0);
        Most(Story.Paid(100_00), Tier.L1, Cause.Price, Kind.PriceDifference, 0);
    }

    [Fact]
    public void R_COMP_5_restitution_is_outside_caps_and_given_once()
    {
        var story = Overpaid().Used(Sums.OrderCap(Story.Order), 500_00).With("cmp_1", Tier.L1, Cause.Price, Kind.PriceDifference, 20_00);
        Most(story, Tier.L2, Cause.Price, Kind.PriceDifference, 10_00);
        story.Decide(Tier.L1, Cause.Price, Kind.PriceDifference, 10_01).Refused(CompensationReasons.RefundExceedsPaid).Metadata["allowed"].ShouldBe("1000");
        var whole = story.With("cmp_2", Tier.L1, Cause.Price, Kind.PriceDifference, 10_00);
        whole.Quote(Tier.L1, Cause.Price).Options.ShouldNotContain(option => option.Kind == Kind.PriceDifference);
        Most(whole.Without("cmp_1"), Tier.L1, Cause.Price, Kind.PriceDifference, 20_00);
        story.Standing.Sums[Sums.OrderCap(Story.Order)].ShouldBe(500_00);
    }

    [Fact]
    public void R_COMP_5_freight_comes_back_up_to_what_was_paid_for_it()
    {
        var story = Story.Paid(100_00);
        story = story with { Facts = story.Facts with { FreightPaid = Money.Cny(8_00) } };
        Most(story, Tier.L1, Cause.PromiseBreach, Kind.Freight, 8_00);
        Most(story.With("cmp_1", Tier.L1, Cause.PromiseBreach, Kind.Freight, 3_00), Tier.L1, Cause.PromiseBreach, Kind.Freight, 5_00);
    }

    // 10.00 too much for each of three pieces.
    private static Story Overpaid()
    {
        var story = Story.Paid(100_00);
        return story with { Facts = story.Facts with { Lines = [new("1", 3, Money.Cny(90_00), Money.Cny(20_00)), new("2", 1, Money.Cny(10_00))] } };
    }

    private static Story Closed(long fen, int paidHoursAgo, int closedHoursAgo)
    {
        var story = Story.Paid(fen, paidHoursAgo);
        return story with { Facts = story.Facts with { CancelledAt = Story.Now - NodaTime.Duration.FromHours(closedHoursAgo) } };
    }

    // What is quoted is granted, and not a fen more.
    private static void Most(Story story, Tier tier, Cause cause, Kind kind, long most, Part part = Part.None, params Piece[] pieces)
    {
        var option = story.Quote(tier, cause, part, pieces).Options.SingleOrDefault(option => option.Kind == kind && option.Tier == tier);
        (option?.Amount?.Minor ?? 0).ShouldBe(most);
        var demand = Story.Ask(cause, kind, most + 1) with { Part = part, Pieces = [.. pieces] };
        story.Decide(tier, demand).IsRefused.ShouldBeTrue();
        if (most > 0)
            story.Decide(tier, demand with { Amount = Money.Cny(most) }).Permitted().Amount.ShouldBe(Money.Cny(most));
    }
}
