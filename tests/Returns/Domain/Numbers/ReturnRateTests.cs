using Aftersales.Platform.Aggregates;
using Aftersales.Returns.Domain;
using Aftersales.Returns.Domain.Numbers;
using NodaTime;
using static Aftersales.Returns.Tests.Domain.Samples;

namespace Aftersales.Returns.Tests.Domain.Numbers;

public sealed class ReturnRateTests
{
    private static readonly ReturnAggregate Returns = new();
    private static readonly DeliveryAggregate Deliveries = new();

    [Theory]
    [InlineData(0, 0, null)]
    [InlineData(3, 0, null)]
    [InlineData(1, 3, 33_33L)]
    [InlineData(2, 3, 66_67L)]
    [InlineData(1, 20_000, 1L)]
    [InlineData(1, 20_001, 0L)]
    [InlineData(5, 4, 125_00L)]
    public void A_rate_is_rounded_half_up_and_there_is_none_without_deliveries(long returned, long delivered, long? rate) =>
        Row("cup", "other", returned, delivered).BasisPoints.ShouldBe(rate);

    [Fact]
    public void The_highest_rate_or_the_most_pieces_come_first_and_rows_without_a_rate_last()
    {
        var returned = new[]
        {
            Of("cup", "other", 2), Of("cup", "quality.defect", 3), Of("kettle", "other", 1), Of("gone", "other", 4),
        };
        var delivered = new Dictionary<string, long> { ["cup"] = 10, ["kettle"] = 2, ["unloved"] = 100 };
        ReturnRates.Of(returned, delivered, RateGroup.SkuAndReason, RateOrder.Rate).Select(r => (r.Sku, r.ReasonCode, r.BasisPoints))
            .ShouldBe([("kettle", "other", 50_00), ("cup", "quality.defect", 30_00), ("cup", "other", 20_00), ("gone", "other", null)]);
        ReturnRates.Of(returned, delivered, RateGroup.Sku, RateOrder.Count).Select(r => (r.Sku, r[Tally.Returned]))
            .ShouldBe([("cup", 5L), ("gone", 4L), ("kettle", 1L)]);
        ReturnRates.Of(returned, delivered, RateGroup.Reason, RateOrder.Rate).Select(r => (r.ReasonCode, r[Tally.Returned], r.Delivered))
            .ShouldBe([("other", 7L, 112L), ("quality.defect", 3L, 112L)]);
    }

    [Fact]
    public void Accepted_refused_and_undecided_pieces_make_up_what_was_returned_and_a_call_off_counts_nothing()
    {
        var story = Story.Given([.. Approved(Request(ReturnReason.Quality, new Pieces("cups", 3))), new ConfirmPickup("courier", "SF1"), new Receive(Warehouse, [new("cups", 2)])]);
        Counts(story.State).ShouldBe("Returned 3, Refused 1, Short 1");
        story.When(new Inspect(Warehouse, [Judge("cups", 1, 1, "used") with { Condition = Condition.Spoiled }]));
        Counts(story.State).ShouldBe("Returned 3, Accepted 1, Refused 2, Scrapped 1, Short 1");
        Counts(Story.Given([.. Approved(Request()), new Cancel(Customer, "kept")]).State).ShouldBe("");
        var scrapped = Story.Given(Approved(Request("damaged.glass_broken"))).State;
        Counts(scrapped).ShouldBe("Returned 1, Accepted 1, Scrapped 1");
    }

    [Fact]
    public void Goods_lost_on_their_way_are_counted_as_lost() =>
        Counts(Story.Given([.. Approved(Request()), new ConfirmPickup("courier", "SF1")]).When(new PassDeadline(null), EndOfDay(7)).State)
            .ShouldBe("Returned 1, Accepted 1, Lost 1");

    [Fact]
    public void A_return_from_before_the_code_of_its_goods_was_kept_is_in_no_sum()
    {
        var state = Story.Given(Request()).State;
        Counts(state with { Lines = [.. state.Lines.Select(l => l with { Sku = null })] }).ShouldBe("");
    }

    [Fact]
    public void A_return_counts_in_the_month_in_which_it_was_asked_for_in_Shanghai()
    {
        var state = Story.Given(Request()).State with { ShopId = "shop/1", RequestedAt = Instant.FromUtc(2026, 6, 30, 16, 0) };
        Sums(Returns.Shares("ret_1", state)).Single().Counter.ShouldStartWith("returned/2026-07/shop%2F1/");
    }

    [Fact]
    public void A_delivery_counts_each_code_of_goods_once_and_nothing_when_the_signature_was_taken_back()
    {
        var delivery = Delivery.Of(Order with { Lines = [.. Order.Lines.Select(l => l with { Sku = l.LineId == "fruit" ? "pear" : "cup" })] });
        Deliveries.Shares("order-1", delivery).Select(s => (s.Counter[..^2], s.Amount)).ShouldBe([("delivered/2026-06//cup", 4L), ("delivered/2026-06//pear", 2L)]);
        Deliveries.Shares("order-1", delivery with { SignedAt = null }).ShouldBeEmpty();
    }

    private static string Counts(ReturnState state) => string.Join(", ", Sums(Returns.Shares("ret_1", state))
        .Select(s => (Tally: Enum.Parse<Tally>(s.Counter.Split('/')[5]), s.Amount)).OrderBy(s => s.Tally).Select(s => $"{s.Tally} {s.Amount}"));

    private static IEnumerable<Share> Sums(IEnumerable<Share> shares) => shares.Where(s => s.Counter.StartsWith("returned/", StringComparison.Ordinal));

    private static Counted Of(string sku, string reason, long pieces) => new("", sku, reason, Tally.Returned, pieces);

    private static ReturnRate Row(string sku, string reason, long returned, long delivered) =>
        ReturnRates.Of([Of(sku, reason, returned)], new Dictionary<string, long> { [sku] = delivered }, RateGroup.SkuAndReason, RateOrder.Rate) is [var row]
            ? row
            : new(sku, reason, [], delivered);
}
