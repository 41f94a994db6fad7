using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Compensations.Domain;

/// <summary>What happens to the coupon of a grant.</summary>
public abstract record CouponEvent : GrantEvent;

public sealed record CouponReserved(Reservation Reservation, Instant At) : CouponEvent;

/// <param name="Lapsed">Whether the hold ran out; otherwise the checkout let it go.</param>
public sealed record CouponReleased(string OrderId, bool Lapsed, Instant At) : CouponEvent;

public sealed record CouponSpent(string OrderId, Instant At) : CouponEvent;

/// <summary>A refund of an order that it was spent on was paid, or reversed.</summary>
/// <param name="Paid">What was paid for the order.</param>
/// <param name="ValidUntil">What comes back can be spent until then at least.</param>
/// <param name="WarnAt">When the customer is told of that expiry.</param>
public sealed record RefundCounted(string OrderId, OrderRefund Refund, Money Paid, Instant ValidUntil, Instant? WarnAt, Instant At) : CouponEvent;

public sealed record ExpiryTold(Instant At) : CouponEvent;

public sealed record CouponExpired(Instant At) : CouponEvent;

/// <summary>No code of another system was free.</summary>
public sealed record CodeMissed(Instant At) : CouponEvent;

/// <summary>A code of another system was found.</summary>
public sealed record CouponIssued(Coupon Coupon, Instant At) : CouponEvent;

/// <summary>R-COMP-10: not in the wallet in time.</summary>
public sealed record CouponLate(Instant At) : CouponEvent;
