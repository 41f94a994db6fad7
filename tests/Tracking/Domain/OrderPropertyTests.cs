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
        var first = State(facts);
        var again = facts.Concat(random.GetItems(facts, random.Next(facts.Length))).ToArray();
        random.Shuffle(again);
        Json.Write(State(again)).ShouldBe(Json.Write(first));
        Json.Write(InBatches(random, again)).ShouldBe(Json.Write(first));
    });

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

        new OrderView(all).Disputed.ShouldAllBe(f => !f.IsOrderSystems && facts.Contains(f));
    });

    [Fact]
    public void A_state_survives_being_stored() => ForAllSeeds(random =>
    {
        var stored = Json.Write(State(RandomFacts(random)));
        Json.Write(Json.Read<OrderState>(stored)).ShouldBe(stored);
    });

    private static void ForAllSeeds(Action<Random> property) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => property(new Random(seed))).QuickCheckThrowOnFailure();

    private static OrderState InBatches(Random random, Fact[] facts)
    {
        OrderState? state = null;
        for (var next = 0; next < facts.Length;)
        {
            var batch = facts.AsSpan(next, Math.Min(random.Next(1, 5), facts.Length - next)).ToArray();
            state = OrderDecider.Record(state, batch).Events.Aggregate(state, (before, happened) => OrderDecider.Evolve(before, happened));
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
            5 => new Signed(random.Next(3) == 0 ? "" : $"P{random.Next(2)}", ""),
            6 => new Settled(),
            _ => new Cancelled(""),
        };
        return Told((FactSource)random.Next(1, 5), random.Next(6), what, $"{random.Next(100)}/{i}");
    })];
}
