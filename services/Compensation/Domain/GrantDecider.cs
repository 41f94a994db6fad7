using System.Globalization;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Compensations.Domain;

/// <summary>What can happen to a grant: it is given, its coupon is spent, expires, or it is revoked.</summary>
public static class GrantDecider
{
    /// <param name="demand">What the plan's step asks for.</param>
    /// <param name="code">A fresh code, used where a coupon is granted.</param>
    public static Decision<GrantEvent> Give(Grant? grant, Demand demand, Decider by, string caseId, string stepId, SealedCode code, Situation situation)
    {
        if (grant is not null)
            return IsSame(grant, demand, by) ? Decision<GrantEvent>.Nothing : AlreadyDecided(grant);
        var ruling = AuthorityDecider.Decide(demand, by, situation);
        if (ruling.IsRefused)
            return ruling.Refusal;

        var granted = ruling.Permission;
        var terms = situation.Policy.Coupon;
        var coupon = demand.Kind != Kind.Coupon ? null : new Coupon(
            code.Ciphertext,
            code.Hash,
            Money.Max(terms.MinimumSpend, granted.Amount),
            situation.Calendar.EndOfDay(situation.Now, terms.ValidDays));
        return new Granted(new(
            demand.OrderId, situation.Order.BuyerId, caseId, stepId, demand.Cause, demand.Kind, demand.Amount, granted.Amount, granted.Basis,
            granted.Strength, granted.Claims, granted.Counted, coupon, situation.Now)
        {
            Pieces = demand.Pieces,
            Part = demand.Part,
            GiftSku = demand.GiftSku,
        });
    }

    /// <summary>R-COMP-8: once, by its customer, before it expires, on an order that is large enough.</summary>
    public static Decision<GrantEvent> Spend(Grant? grant, string customer, string order, Money orderAmount, Instant now) => grant switch
    {
        null or { Coupon: null } => CouponNotFound(),
        _ when grant.CustomerId != customer => CouponNotFound(),
        { Status: GrantStatus.Spent } when grant.Coupon.SpentOrderId == order => Decision<GrantEvent>.Nothing,
        { Status: not GrantStatus.Granted } => WrongState(grant.Status),
        _ when now >= grant.Coupon.ExpiresAt => WrongState(GrantStatus.Expired),
        _ when orderAmount < grant.Coupon.MinimumSpend =>
            new Refusal(CompensationReasons.CouponMinimumSpend, "the order is below the coupon's minimum spend")
                .With("allowed", grant.Coupon.MinimumSpend.Minor.ToString(CultureInfo.InvariantCulture)).Rule("R-COMP-8"),
        _ => new CouponSpent(order, now),
    };

    /// <param name="bySuite">Whether the plan asks, which alone knows that cash was not paid out.</param>
    public static Decision<GrantEvent> Revoke(Grant? grant, string by, string reason, bool bySuite, Instant now) => grant switch
    {
        null => new Refusal(CompensationReasons.GrantNotFound, "no such grant"),
        { Revoked: { } revoked } => revoked.By == by && revoked.Reason == reason ? Decision<GrantEvent>.Nothing : AlreadyDecided(grant),
        { Status: not GrantStatus.Granted } => WrongState(grant.Status),
        { Kind: Kind.Cash or Kind.PriceDifference or Kind.Freight } when !bySuite => new Refusal(CompensationReasons.GrantStateInvalid, "money is revoked by the plan that pays it only")
            .With("current", Name(grant.Status)).Rule("R-COMP-8"),
        { Coupon: { } coupon } when now >= coupon.ExpiresAt => WrongState(GrantStatus.Expired),
        _ => new Revoked(by, reason, now),
    };

    public static Decision<GrantEvent> Expire(Grant? grant, Instant now) =>
        grant is { Status: GrantStatus.Granted, Coupon: { } coupon } && now >= coupon.ExpiresAt ? new CouponExpired(now) : Decision<GrantEvent>.Nothing;

    public static Refusal CouponNotFound() => new(CompensationReasons.CouponNotFound, "no coupon of this code for this customer");

    private static bool IsSame(Grant grant, Demand demand, Decider by) =>
        (grant.OrderId, grant.Cause, grant.Kind, grant.Demanded, grant.Basis.DecidedBy) == (demand.OrderId, demand.Cause, demand.Kind, demand.Amount, by.Person);

    private static Refusal AlreadyDecided(Grant grant) =>
        new Refusal(CompensationReasons.AlreadyDecided, "decided before, and differently").With("current", Name(grant.Status));

    private static Refusal WrongState(GrantStatus current) =>
        Refusal.WrongState(CompensationReasons.GrantStateInvalid, Name(current), Name(GrantStatus.Granted));

    private static string Name(GrantStatus status) => status.ToString().ToUpperInvariant();
}
