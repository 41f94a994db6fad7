using Aftersales.Kernel;
using Aftersales.Platform.Policies;
using Aftersales.Tracking.Domain;
using NodaTime;

namespace Aftersales.Tracking.Tests.Domain;

/// <summary>Facts to tell, and what follows from them.</summary>
internal static class Facts
{
    /// <summary>08:00 in Shanghai, a Monday.</summary>
    public static readonly Instant Day = Instant.FromUtc(2026, 6, 1, 0, 0);

    public static readonly TrackingPolicy Policy =
        new Policies<TrackingPolicy>(typeof(TrackingPolicy).Assembly, "tracking.json", null, TimeProvider.System).For("acme");

    public static readonly WatchTerms Terms = new(Policy.Watch, BusinessCalendar.Default, []);

    public static Instant At(double hour) => Day + Duration.FromHours(hour);

    public static Fact Told(FactSource by, double hour, Happening what, string? id = null) => new(id ?? $"{by}/{what.Slot}/{hour}", At(hour), by, what);

    public static Placed Order(string buyer = "byr_1", long payable = 100_00, string region = "") => new(
        buyer, [new("1", "FD-0001", "", "大米 5kg", Category.Food, 2, Money.Cny(60_00), Money.Cny(payable))], Money.Cny(payable), Money.Cny(0), false, new("sealed"), "s1")
    {
        Region = region,
    };

    public static Paid Payment(long fen = 100_00) => new(Money.Cny(fen), "alipay", "T1");

    public static OrderView View(params IEnumerable<Fact> facts) => new(State(facts));

    /// <summary>The state after these facts, told one by one.</summary>
    public static OrderState State(params IEnumerable<Fact> facts) => facts.Aggregate((OrderState?)null, (state, fact) => Tell(state, fact))!;

    public static OrderState? Tell(OrderState? state, Fact fact, double now = 0) => Tell(state, [fact], now);

    /// <summary>The state after these facts, told at once.</summary>
    public static OrderState? Tell(OrderState? state, IEnumerable<Fact> facts, double now = 0) =>
        After(state, new OrderDecider(Terms, At(now)).Record(state, facts));

    /// <summary>The state after it was looked at.</summary>
    public static OrderState Look(OrderState state, double now, WatchTerms? terms = null) => After(state, new OrderDecider(terms ?? Terms, At(now)).Look(state))!;

    public static OrderState? After(OrderState? state, Decision<OrderEvent> decision) => decision.Events.Aggregate(state, (before, happened) => OrderDecider.Evolve(before, happened));

    /// <summary>The lists that it is on.</summary>
    public static TrackingList[] On(OrderState state) => [.. state.Items.Where(i => i.IsLive).Select(i => i.Finding.List)];
}
