using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Compensations.Domain;

/// <summary>How a grant is given and revoked; what happens to its coupon meanwhile is <see cref="CouponDecider"/>'s.</summary>
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
        var (coupon, awaited) = demand.Kind == Kind.Coupon ? Coupon.Begin(code, granted.Amount, situation) : default;
        return new Granted(new(
            demand.OrderId, situation.Order.BuyerId, caseId, stepId, demand.Cause, demand.Kind, demand.Amount, granted.Amount, granted.Basis,
            granted.Strength, granted.Claims, granted.Counted, coupon, situation.Now)
        {
            Pieces = demand.Pieces,
            Part = demand.Part,
            GiftSku = demand.GiftSku,
            Awaited = awaited,
            Warned = granted.Warnings,
        });
    }

    /// <param name="bySuite">Whether the plan asks, which alone knows that cash was not paid out.</param>
    public static Decision<GrantEvent> Revoke(Grant? grant, string by, string reason, bool bySuite, Instant now) => grant switch
    {
        null => new Refusal(CompensationReasons.GrantNotFound, "no such grant"),
        { Revoked: { } revoked } => revoked.By == by && revoked.Reason == reason ? Decision<GrantEvent>.Nothing : AlreadyDecided(grant),
        { Status: not GrantStatus.Granted } => WrongState(grant.Status),
        { Kind: Kind.Cash or Kind.PriceDifference or Kind.Freight } when !bySuite => new Refusal(CompensationReasons.GrantStateInvalid, "money is revoked by the plan that pays it only")
            .With("current", Name(grant.Status)).Rule("R-COMP-8"),
        { Coupon: { } coupon } when now >= coupon.ExpiresAt => WrongState(GrantStatus.Expired),
        _ when grant.NetSpent.IsPositive => WrongState(GrantStatus.Spent),
        _ => new Revoked(by, reason, now),
    };

    private static bool IsSame(Grant grant, Demand demand, Decider by) =>
        (grant.OrderId, grant.Cause, grant.Kind, grant.Demanded, grant.Basis.DecidedBy) == (demand.OrderId, demand.Cause, demand.Kind, demand.Amount, by.Person);

    private static Refusal AlreadyDecided(Grant grant) =>
        new Refusal(CompensationReasons.AlreadyDecided, "decided before, and differently").With("current", Name(grant.Status));

    internal static Refusal WrongState(GrantStatus current) =>
        Refusal.WrongState(CompensationReasons.GrantStateInvalid, Name(current), Name(GrantStatus.Granted));

    internal static string Name(GrantStatus status) => status.ToString().ToUpperInvariant();
}
