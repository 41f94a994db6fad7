using System.Collections.Immutable;
using Aftersales.Kernel;
using Aftersales.Platform.Policies;
using Aftersales.Returns.Domain;
using Aftersales.Returns.Policy;
using NodaTime;

namespace Aftersales.Returns.Tests.Domain;

/// <summary>An order, a request, people: what domain tests start from. The policy is the one that is delivered.</summary>
internal static class Samples
{
    public const string Specialist = "p_specialist";
    public const string Another = "p_another";
    public const string Warehouse = "p_warehouse";
    public const string Customer = "buyer-1";

    /// <summary>2026-06-02 09:00 in Shanghai.</summary>
    public static readonly Instant Now = Instant.FromUtc(2026, 6, 2, 1, 0);

    public static ReturnPolicy Policy { get; } =
        new Policies<MerchantReturnPolicy>(typeof(ReturnsApp).Assembly, "returns.json", folder: null, TimeProvider.System).For("any");

    public static Terms At(Instant now) => new(Policy, BusinessCalendar.Default, now);

    /// <summary>The end of the n-th day after <see cref="Now"/>, in Shanghai.</summary>
    public static Instant EndOfDay(int n) => Instant.FromUtc(2026, 6, 2, 16, 0) + Duration.FromDays(n);

    /// <summary>Three cheap cups, one dear kettle, two boxes of fruit; signed for an hour ago.</summary>
    public static OrderFacts Order { get; } = new("order-1", Customer, Now - Duration.FromDays(2), Now - Duration.FromHours(1),
    [
        new("cups", Category.Household, 3, Money.Cny(20_00)),
        new("kettle", Category.Household, 1, Money.Cny(20_01)),
        new("fruit", Category.Food, 2, Money.Cny(50_00)),
    ]);

    public static readonly Authority SpecialistRole = new(Specialist, ["ReturnSpecialist"]);
    public static readonly Authority AnotherRole = new(Another, ["ReturnSpecialist"]);
    public static readonly Authority CustomerRole = new(Customer, ["Customer"]);
    public static readonly Authority SupervisorRole = new("p_supervisor", ["Supervisor"]);

    public static Wish Wish(Leaf reason, params Pieces[] lines) =>
        new(Order, lines.Length == 0 ? [new("kettle", 1)] : [.. lines], reason, ImmutableDictionary<string, Leaf>.Empty);

    public static Leaf Leaf(string code) => Policy.Leaf(code) ?? throw new ArgumentException($"no leaf {code}", nameof(code));

    public static RequestReturn Request(Wish wish) => new("ret_1", wish, new("sealed"), ["evidence"], null, ByPlan: false, CustomerRole);

    public static RequestReturn Request(string code, params Pieces[] lines) => Request(Wish(Leaf(code), lines));

    public static RequestReturn Request(ReturnReason reason = ReturnReason.NoReason, params Pieces[] lines) => Request(Wish(Policy.Usual(reason), lines));

    public static RequestReturn On(this RequestReturn request, OrderFacts order) => request with { Wish = request.Wish with { Order = order } };

    public static RequestReturn Shipping(this RequestReturn request) => request with { Wish = request.Wish with { CustomerShips = true } };

    public static Approve Approve(bool beyondResale = false) => new(SpecialistRole, beyondResale);

    public static ImmutableArray<ReturnCommand> Approved(RequestReturn request) => [request, new StartReview(Specialist), Approve()];

    public static Verdict Judge(string line, int accepted, int refused = 0, string? reason = null) => new(line, accepted, refused, reason) { Condition = Condition.AsNew };
}
