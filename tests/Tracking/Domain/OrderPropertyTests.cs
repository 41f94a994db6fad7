using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Tracking.Domain;
using FsCheck;
using FsCheck.Fluent;
using static Aftersales.Tracking.Tests.Domain.Facts;

namespace Aftersales.Tracking.Tests.Domain;

public class OrderPropertyTests
{
    [Fact]
    public void R_ORD_1_any_order_of_arrival_with_any_repeats_gives_the_same_state() => ForAllSeeds(random =>
    {
        var facts = RandomFacts(random);
        var first = Tell(null, facts, now: 80)!;
        var again = facts.Concat(random.GetItems(facts, random.Next(facts.Length))).ToArray();
        random.Shuffle(again);
        Projection(again.Aggregate((OrderState?)null, (state, fact) => Tell(state, fact, now: 80))!).ShouldBe(Projection(first));
        Projection(InBatches(random, again, 5)).ShouldBe(Projection(first));
    });

    /// <summary>Twenty-four facts of a life with returns of the word, contradictions and shortages, in 10,000 orders, with repeats, in batches.</summary>
    [Fact]
    public void R_ORD_1_ten_thousand_orders_of_arrival_give_one_projection()
    {
        var random = new Random(20260601);
        var facts = Life();
        var expected = Projection(Tell(null, facts, now: 80)!);
        for (var round = 0; round < 10_000; round++)
        {
            Fact[] arriving = [.. facts, .. random.GetItems(facts, random.Next(facts.Length))];
            random.Shuffle(arriving);
            Projection(InBatches(random, arriving, arriving.Length)).ShouldBe(expected);
        }
    }

    private static Fact[] Life() =>
    [
        Told(FactSource.Import, 0, Order("byr_import")), Told(FactSource.OrderSystem, 0, Order("byr_1")), Told(FactSource.OrderSystem, 2, Order("byr_1", payable: 90_00)),
        Told(FactSource.Import, 1, Payment()), Told(FactSource.OrderSystem, 1, Payment(90_00)), Told(FactSource.Warehouse, 2, new Accepted()),
        Told(FactSource.Warehouse, 3, new Shortage("1", 1, ShortageCause.Insufficient)), Told(FactSource.Warehouse, 5, new Shortage("1", 0, ShortageCause.Unspecified)),
        Told(FactSource.Import, 1, new Dispatched("P1", "A")), Told(FactSource.Warehouse, 30, new Dispatched("P1", "B") { Lines = ["1"] }),
        Told(FactSource.Courier, 31, new Dispatched("P1", "C")), Told(FactSource.Warehouse, 32, new Dispatched("P2", "B")),
        Told(FactSource.Courier, 33, new Scanned("P1")), Told(FactSource.Courier, 40, new Scanned("P1")), Told(FactSource.Courier, 41, new Scanned("P2")),
        Told(FactSource.Courier, 29, new Signed("P1", SealedText.Empty)), Told(FactSource.Courier, 50, new Signed("P2", SealedText.Empty)), Told(FactSource.OrderSystem, 51, new Signed("P2", SealedText.Empty)),
        Told(FactSource.Courier, 60, new Signed("", SealedText.Empty)), Told(FactSource.OrderSystem, 62, new Dispatched("P3", "B")), Told(FactSource.Courier, 61, new Signed("P3", SealedText.Empty)),
        Told(FactSource.Import, 70, new Settled()), Told(FactSource.OrderSystem, 65, new Cancelled("")), Told(FactSource.Import, 66, new Cancelled("")),
    ];

    [Fact]
    public void R_ORD_1_where_the_order_system_spoke_nobody_else_changes_anything() => ForAllSeeds(random =>
    {
        var facts = RandomFacts(random);
        var all = State(facts);
        foreach (var slot in all.Slots.Where(s => s.OrderSystem is not null))
        {
            var own = facts.Where(f => f.IsOrderSystems && f.What.Slot == slot.Name).ToList();
            slot.Word.ShouldBe(State(own).Word(slot.Name));
        }

        new OrderView(all).Disputed.ShouldAllBe(d => !d.Fact.IsOrderSystems && facts.Contains(d.Fact));
    });

    [Fact]
    public void A_state_survives_being_stored() => ForAllSeeds(random =>
    {
        var stored = Json.Write(State(RandomFacts(random)));
        Json.Write(Json.Read<OrderState>(stored)).ShouldBe(stored);
    });

    private static void ForAllSeeds(Action<Random> property) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => property(new Random(seed))).QuickCheckThrowOnFailure();

    // What was listed meanwhile and is closed again tells of the order of arrival; what is known and what is on the lists does not.
    private static string Projection(OrderState state) => Json.Write(state with { Items = [], Cases = [] }) + Json.Write(
        state.Items.Where(i => i.IsLive).Select(i => i.Finding).OrderBy(f => f.List).ThenBy(f => f.Parcel, StringComparer.Ordinal));

    private static OrderState InBatches(Random random, Fact[] facts, int most)
    {
        OrderState? state = null;
        for (var next = 0; next < facts.Length;)
        {
            var batch = facts.AsSpan(next, Math.Min(random.Next(1, most), facts.Length - next)).ToArray();
            state = Tell(state, batch, now: 80);
            next += batch.Length;
        }

        return state!;
    }

    // Few slots and few moments, so that facts clash often.
    private static Fact[] RandomFacts(Random random) => [.. Enumerable.Range(0, random.Next(1, 25)).Select(i =>
    {
        Happening what = random.Next(8) switch
        {
            0 or 1 => Order($"byr_{random.Next(3)}", random.Next(1000)),
            2 => Payment(random.Next(1000)),
            3 => new Dispatched($"P{random.Next(2)}", $"{random.Next(3)}"),
            4 => new Scanned($"P{random.Next(2)}"),
            5 => new Signed(random.Next(3) == 0 ? "" : $"P{random.Next(2)}", SealedText.Empty),
            6 => new Settled(),
            _ => new Cancelled(""),
        };
        return Told((FactSource)random.Next(1, 5), random.Next(6), what, $"{random.Next(100)}/{i}");
    })];
}
