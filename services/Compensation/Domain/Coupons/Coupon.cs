using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Compensations.Domain;

/// <summary>R-COMP-8. The code is sealed; its keyed hash finds it.</summary>
/// <param name="MinimumSpend">Smallest order that it can be spent on.</param>
/// <param name="ExpiresAt">The first moment at which it cannot be spent any more.</param>
public sealed record Coupon(string SealedCode, string CodeHash, Money MinimumSpend, Instant ExpiresAt)
{
    /// <summary>Id of the imported code; empty where the suite made it.</summary>
    public string ImportedCode { get; init; } = "";

    /// <summary>When its customer is told that it expires; null once they were, and where that is too close anyway.</summary>
    public Instant? WarnAt { get; init; }

    /// <summary>The last one, also after it ended; it holds the coupon while the grant is reserved.</summary>
    public Reservation? Reservation { get; init; }

    /// <summary>The orders that it was spent on, oldest first: several where refunds gave something back.</summary>
    public ImmutableArray<Redemption> Redemptions { get; init; } = [];

    /// <summary>What expired of it unspent; null for nothing.</summary>
    public Money? Lapsed { get; init; }

    public bool WasSpentOn(string order) => Redemptions.Any(spent => spent.OrderId == order);

    /// <summary>A coupon of a code of the suite's own, or else the wait for another system's.</summary>
    internal static (Coupon? Coupon, AwaitedCode? Awaited) Begin(SealedCode code, Money value, Situation situation)
    {
        var (terms, calendar, now) = (situation.Policy.Coupon, situation.Calendar, situation.Now);
        if (terms.Source == CouponSource.External)
            return (null, new(calendar.AfterWorkingDays(now, terms.WalletWorkingDays)));
        var expiry = calendar.EndOfDay(now, terms.ValidDays);
        return (new(code.Ciphertext, code.Hash, Money.Max(terms.MinimumSpend, value), expiry) { WarnAt = terms.WarnAt(expiry, now) }, null);
    }
}

/// <summary>An order's hold on a coupon.</summary>
/// <param name="OrderAmount">Before any coupon.</param>
/// <param name="Value">What the coupon takes off it.</param>
/// <param name="Until">The first moment at which it does not hold any more.</param>
/// <param name="MostPerOrder">Coupons that the order may have, by the policy in force then.</param>
public sealed record Reservation(string OrderId, Money OrderAmount, Money Value, Instant Until, int MostPerOrder);

/// <summary>R-COMP-10: a coupon that a code of another system has to be found for.</summary>
/// <param name="DueAt">It has to be in the wallet by then.</param>
/// <param name="Sought">Whether the codes that are there were looked at; those that come look for it.</param>
/// <param name="Late">Whether it was told that it is late.</param>
public sealed record AwaitedCode(Instant DueAt, bool Sought = false, bool Late = false);

/// <summary>Times that follow from the terms.</summary>
internal static class CouponTimes
{
    extension(CouponTerms terms)
    {
        /// <summary>When the customer is told of an expiry; null where it is closer than that when it is set.</summary>
        public Instant? WarnAt(Instant expiry, Instant now) => expiry - Duration.FromDays(terms.WarnDays) is var at && at > now ? at : null;
    }
}
