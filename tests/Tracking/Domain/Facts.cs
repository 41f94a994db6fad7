using Aftersales.Kernel;
using Aftersales.Tracking.Domain;
using NodaTime;

namespace Aftersales.Tracking.Tests.Domain;

/// <summary>Facts to tell, and what follows from them.</summary>
internal static class Facts
{
    public static readonly Instant Day = Instant.FromUtc(2026, 6, 1, 0, 0);

    public static Instant At(int hour) => Day + Duration.FromHours(hour);

    public static Fact Told(FactSource by, int hour, Happening what, string? id = null) => new(id ?? $"{by}/{what.Slot}/{hour}", At(hour), by, what);

    public static Placed Order(string buyer = "byr_1", long payable = 100_00) => new(
        buyer, [new("1", "FD-0001", "", "大米 5kg", Category.Food, 2, Money.Cny(60_00), Money.Cny(payable))], Money.Cny(payable), Money.Cny(0), false, "sealed", "s1");

    public static Paid Payment(long fen = 100_00) => new(Money.Cny(fen), "alipay", "T1");

    public static OrderView View(params IEnumerable<Fact> facts) => new(State(facts));

    /// <summary>The state after these facts, told one by one.</summary>
    public static OrderState State(params IEnumerable<Fact> facts) => facts.Aggregate((OrderState?)null, Tell)!;

    public static OrderState? Tell(OrderState? state, Fact fact) =>
        OrderDecider.Record(state, [fact]).Events.Aggregate(state, (before, happened) => OrderDecider.Evolve(before, happened));
}
