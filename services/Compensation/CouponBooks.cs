using Aftersales.Compensations.Domain;
using Aftersales.Contracts.Compensations;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Store;
using Google.Protobuf;
using Contract = Aftersales.Contracts.Compensations;
using CouponReleased = Aftersales.Compensations.Domain.CouponReleased;
using CouponReserved = Aftersales.Compensations.Domain.CouponReserved;
using CouponSpent = Aftersales.Compensations.Domain.CouponSpent;
using Grant = Aftersales.Compensations.Domain.Grant;

namespace Aftersales.Compensations;

/// <summary>What follows from a grant's coupon: lists, sums, due work and events.</summary>
internal static class CouponBooks
{
    public const string Expiry = "expiry";
    public const string Warning = "warning";
    public const string Hold = "hold";
    public const string Code = "code";
    public const string Wallet = "wallet";

    // Sorts after every expiry.
    private const string NoExpiry = "~";

    public static IEnumerable<ListEntry> Lists(string id, Grant grant)
    {
        if (grant.Kind != Kind.Coupon)
            yield break;
        var granted = Key(grant.GrantedAt);
        var expiry = grant.Coupon is null ? NoExpiry : Key(grant.Coupon.ExpiresAt);
        yield return new(GrantLists.Wallet(grant.CustomerId, grant.CouponStatus), expiry, id, id);
        if (grant.CouponStatus is CouponStatus.Pending or CouponStatus.Available or CouponStatus.Reserved)
            yield return new(GrantLists.Wallet(grant.CustomerId), expiry, id, id);
        if (grant.Coupon is { } coupon)
        {
            yield return new(GrantLists.Code(coupon.CodeHash), granted, id, id);
            foreach (var spent in coupon.Redemptions)
                yield return new(GrantLists.SpentOn(spent.OrderId), granted, id, id);
        }
        else if (grant.Stands)
        {
            yield return new(GrantLists.Pending, granted, id, id);
            yield return new(GrantLists.PendingOf(grant.Amount), granted, id, id);
            if (grant.Awaited!.Late)
                yield return new(GrantLists.Late, granted, id, id);
        }
    }

    /// <summary>An order has so many coupons, and they take no more off it than it comes to.</summary>
    public static IEnumerable<Share> Shares(Grant grant)
    {
        if (grant.Coupon is not { } coupon)
            yield break;
        foreach (var spent in coupon.Redemptions)
        {
            yield return new(CouponSums.Count(spent.OrderId), 1, spent.MostPerOrder);
            yield return new(CouponSums.Value(spent.OrderId), spent.Value.Minor, spent.OrderAmount.Minor);
        }

        if (coupon.Reservation is not { } held || coupon.WasSpentOn(held.OrderId))
            yield break;
        // What was released is given back without a bound: the order's other coupons may have been let in by a wider one.
        var isHeld = grant.Status == GrantStatus.Reserved;
        yield return isHeld ? new(CouponSums.Count(held.OrderId), 1, held.MostPerOrder) : new(CouponSums.Count(held.OrderId), 0, long.MaxValue);
        yield return isHeld ? new(CouponSums.Value(held.OrderId), held.Value.Minor, held.OrderAmount.Minor) : new(CouponSums.Value(held.OrderId), 0, long.MaxValue);
    }

    public static IEnumerable<Due> Work(Grant grant) => grant switch
    {
        { Status: GrantStatus.Reserved, Coupon.Reservation: { } held } => [new(Hold, held.Until)],
        { Status: GrantStatus.Granted, Coupon: { WarnAt: { } warn } coupon } => [new(Warning, warn), new(Expiry, coupon.ExpiresAt)],
        { Status: GrantStatus.Granted, Coupon: { } coupon } => [new(Expiry, coupon.ExpiresAt)],
        { Status: GrantStatus.Granted, Awaited: { Sought: false } awaited } => [new(Code, grant.GrantedAt), new(Wallet, awaited.DueAt)],
        { Status: GrantStatus.Granted, Awaited: { Late: false } awaited } => [new(Wallet, awaited.DueAt)],
        _ => [],
    };

    public static IEnumerable<IMessage> Publish(GrantSnapshot grant, Grant before, CouponEvent happened, Grant after) => happened switch
    {
        CouponReserved { Reservation: var held } =>
        [
            new Contract.CouponReserved { Grant = grant, OrderId = held.OrderId, Value = held.Value.ToContract(), HoldUntil = held.Until.ToContract() },
        ],
        CouponReleased released => [new Contract.CouponReleased { Grant = grant, OrderId = released.OrderId, Lapsed = released.Lapsed }],
        CouponSpent spent => [new Contract.CouponSpent { Grant = grant, OrderId = spent.OrderId, Value = after.Coupon!.Redemptions[^1].Value.ToContract() }],
        RefundCounted counted => Moved(grant, counted, before.NetSpent - after.NetSpent),
        ExpiryTold => [new CouponExpiring { Grant = grant }],
        Domain.CouponExpired => [new Contract.CouponExpired { Grant = grant }],
        Domain.CouponIssued => [new Contract.CouponIssued { Grant = grant }],
        CodeMissed => [new CouponAwaited { Grant = grant }],
        Domain.CouponLate => [new Contract.CouponLate { Grant = grant }],
        _ => throw new InvalidOperationException($"{happened.GetType().Name} is not published"),
    };

    private static IEnumerable<IMessage> Moved(GrantSnapshot grant, RefundCounted counted, Money returned) => returned switch
    {
        { IsPositive: true } => [new CouponReturned { Grant = grant, OrderId = counted.OrderId, RefundId = counted.Refund.Id, Value = returned.ToContract() }],
        { IsNegative: true } => [new CouponTakenBack { Grant = grant, OrderId = counted.OrderId, RefundId = counted.Refund.Id, Value = (-returned).ToContract() }],
        _ => [],
    };

    private static string Key(NodaTime.Instant at) => at.ToUnixTimeTicks().ToString("D19");
}
