using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Aftersales.Compensations.Domain;
using Aftersales.Compensations.Policy;
using Aftersales.Kernel;
using Aftersales.Platform.Policies;
using NodaTime;

namespace Aftersales.Compensation.Tests.Domain;

/// <summary>An order with what stands on it, under the default policy.</summary>
internal sealed record Story
{
    public const string Order = "1930679858170647";
    public const string Customer = "buyer_1";
    public static readonly Instant Now = Instant.FromUtc(2026, 6, 2, 1, 0);

    private static readonly ConditionalWeakTable<CompensationPolicy, RuleBook> Books = [];

    public static CompensationPolicy Default { get; } = new Policies<MerchantCompensationPolicy>(
        typeof(MerchantCompensationPolicy).Assembly, "compensation.json", null, TimeProvider.System).For("any");

    private static CompensationPolicy OfApparel { get; } = Default with { Shops = new(ShopType.Apparel, Default.Shops.Named) };

    public OrderFacts Facts { get; init; } = new(Customer, Money.Cny(100_00), Now - Duration.FromHours(10), null);

    public Standing Standing { get; init; } = Standing.Nothing;

    public CompensationPolicy Policy { get; init; } = Default;

    public static Story Paid(long fen, int hoursAgo = 10, int? dispatchedHoursAgo = null) => new()
    {
        Facts = new(
            Customer,
            Money.Cny(fen),
            Now - Duration.FromHours(hoursAgo),
            dispatchedHoursAgo is { } hours ? Now - Duration.FromHours(hours) : null),
    };

    public static Story Unpaid(long fen) => new() { Facts = new(Customer, Money.Cny(fen), null, null) };

    /// <summary>The order of a shop whose usual rules are an apparel shop's, with one line of one piece.</summary>
    public static Story Apparel(long fen) => Paid(fen) with
    {
        Policy = OfApparel,
        Facts = Paid(fen).Facts with { Lines = [new("1", 1, Money.Cny(fen))] },
    };

    public Quote Quote(Tier tier, Cause cause, Part part = Part.None, params Piece[] pieces) => Quoter.Of(new(Order, cause, part, [.. pieces]), By(tier), Situation);

    public static Demand Ask(Cause cause, Kind kind, long fen, bool forReview = false) => new(Order, cause, kind, Money.Cny(fen), forReview, Party.Courier);

    public static Decider By(Tier tier) => new($"person_{tier}", tier);

    public Ruling Decide(Tier tier, Demand demand) => AuthorityDecider.Decide(demand, By(tier), Situation);

    public Ruling Decide(Tier tier, Cause cause, Kind kind, long fen) => Decide(tier, Ask(cause, kind, fen));

    public bool CouponDeclined { get; init; }

    public ImmutableDictionary<string, Authority> Authorities { get; init; } = ImmutableDictionary<string, Authority>.Empty;

    public Situation Situation => new(Facts, Standing, Books.GetValue(Policy, policy => new(policy)), BusinessCalendar.Default, Now, CouponDeclined) { Authorities = Authorities };

    /// <summary>The story after a grant, with the sums it counts in.</summary>
    public Story With(string id, Tier tier, Cause cause, Kind kind, long fen)
    {
        var grant = Give(tier, cause, kind, fen);
        return this with
        {
            Standing = new(
                Standing.Grants.Add(id, grant),
                grant.Counted.Aggregate(Standing.Sums, (sums, sum) => sums.SetItem(sum.Counter, sums.GetValueOrDefault(sum.Counter) + grant.Amount.Minor))
                    .SetItems(grant.Warned.Select(warning => KeyValuePair.Create(Sums.Warned(warning.Tier, warning.Counter), 1L)))),
        };
    }

    /// <summary>The story after that grant was revoked.</summary>
    public Story Without(string id)
    {
        var grant = Standing.Grants[id];
        return this with
        {
            Standing = new(
                Standing.Grants.Remove(id),
                grant.Counted.Aggregate(Standing.Sums, (sums, sum) => sums.SetItem(sum.Counter, sums[sum.Counter] - grant.Amount.Minor))),
        };
    }

    public Story Used(string counter, long fen) => this with { Standing = Standing with { Sums = Standing.Sums.SetItem(counter, fen) } };

    public Grant Give(Tier tier, Cause cause, Kind kind, long fen)
    {
        var decision = GrantDecider.Give(null, Ask(cause, kind, fen), By(tier), "case_1", "step_1", new("sealed", "hash"), Situation);
        decision.Refusal.ShouldBeNull();
        var grant = GrantEvolution.Evolve(null, decision.Events.ShouldHaveSingleItem());
        GrantEvolution.Check(grant);
        return grant;
    }
}

internal static class Rulings
{
    public static Permission Permitted(this Ruling ruling)
    {
        ruling.Refusal.ShouldBeNull();
        return ruling.Permission.ShouldNotBeNull();
    }

    public static Refusal Refused(this Ruling ruling, Reason reason)
    {
        ruling.Refusal.ShouldNotBeNull().Reason.ShouldBe(reason);
        return ruling.Refusal;
    }

    public static Refusal Refused(this Decision<GrantEvent> decision, Reason reason)
    {
        decision.Refusal.ShouldNotBeNull().Reason.ShouldBe(reason);
        return decision.Refusal;
    }
}
