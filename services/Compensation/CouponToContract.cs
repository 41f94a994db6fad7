using Aftersales.Compensations.Domain;
using Aftersales.Contracts.Compensations;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Grpc;
using Contract = Aftersales.Contracts.Compensations;
using Grant = Aftersales.Compensations.Domain.Grant;
using ImportedCode = Aftersales.Compensations.Domain.ImportedCode;

namespace Aftersales.Compensations;

/// <summary>Coupons as the contract shows them.</summary>
internal static class CouponToContract
{
    /// <param name="code">The code as the reader may see it.</param>
    public static WalletCoupon ToWalletCoupon(this Versioned<Grant> grant, string code) => new()
    {
        GrantId = grant.Id,
        Version = grant.Version,
        CustomerId = grant.State.CustomerId,
        Coupon = grant.State.ToCoupon(code),
        Cause = (CompensationCause)grant.State.Cause,
        OrderId = grant.State.OrderId,
        GrantedTime = grant.State.GrantedAt.ToContract(),
    };

    /// <summary>Null for other kinds.</summary>
    /// <param name="grant">The coupon's grant.</param>
    /// <param name="code">The code as the reader may see it.</param>
    public static Contract.Coupon? ToCoupon(this Grant grant, string code) => grant.Kind != Kind.Coupon ? null : new()
    {
        Code = code,
        Value = grant.Amount.ToContract(),
        MinimumSpend = grant.Coupon?.MinimumSpend.ToContract(),
        ExpireTime = grant.Coupon?.ExpiresAt.ToContract(),
        SpentOrderId = grant.Coupon?.Redemptions.LastOrDefault()?.OrderId ?? "",
        State = (CouponState)grant.CouponStatus,
        Balance = grant.Balance.ToContract(),
        Reservation = grant.Status == GrantStatus.Reserved ? grant.Coupon!.Reservation!.ToReservation() : null,
        Redemptions = { (grant.Coupon?.Redemptions ?? []).Select(ToRedemption) },
        Overdrawn = grant.Overdrawn.ToContract(),
    };

    public static CouponSnapshot? ToCouponSnapshot(this Grant grant) => grant.Kind != Kind.Coupon ? null : new()
    {
        State = (CouponState)grant.CouponStatus,
        Balance = grant.Balance.ToContract(),
        ExpireTime = grant.Coupon?.ExpiresAt.ToContract(),
        Overdrawn = grant.Overdrawn.ToContract(),
    };

    public static PendingCoupon ToPending(this PageRow<Grant> row) => new()
    {
        GrantId = row.Aggregate,
        CustomerId = row.State.CustomerId,
        OrderId = row.State.OrderId,
        Value = row.State.Amount.ToContract(),
        GrantedTime = row.State.GrantedAt.ToContract(),
        DueTime = row.State.Awaited?.DueAt.ToContract(),
        Late = row.State.Awaited is { Late: true },
    };

    public static CouponCode ToCode(this PageRow<ImportedCode> row, string masked) => new()
    {
        CodeId = row.Aggregate,
        MaskedCode = masked,
        Value = row.State.Value.ToContract(),
        MinimumSpend = row.State.MinimumSpend.ToContract(),
        ExpireTime = row.State.ExpiresAt.ToContract(),
        State = (CouponCodeState)row.State.Status,
        GrantId = row.State.GrantId,
        ImportedTime = row.State.ImportedAt.ToContract(),
    };

    private static CouponReservation ToReservation(this Reservation held) => new()
    {
        OrderId = held.OrderId,
        OrderAmount = held.OrderAmount.ToContract(),
        Value = held.Value.ToContract(),
        HoldUntil = held.Until.ToContract(),
    };

    private static CouponRedemption ToRedemption(Redemption spent) => new()
    {
        OrderId = spent.OrderId,
        OrderAmount = spent.OrderAmount.ToContract(),
        Value = spent.Value.ToContract(),
        Returned = spent.Returned.ToContract(),
        RedeemedTime = spent.At.ToContract(),
    };
}
