using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Compensations.Domain;

/// <summary>An order that a coupon was spent on, and what its refunds gave back.</summary>
/// <param name="OrderAmount">Before any coupon.</param>
/// <param name="Value">What the coupon took off it.</param>
/// <param name="MostPerOrder">Coupons that the order may have, by the policy in force when it was reserved.</param>
public sealed record Redemption(string OrderId, Money OrderAmount, Money Value, int MostPerOrder, Instant At)
{
    /// <summary>What was paid for the order in money, as its facts told with the last refund; null before any.</summary>
    public Money? Paid { get; init; }

    /// <summary>The order's refunds, each as its latest version told.</summary>
    public ImmutableArray<OrderRefund> Refunds { get; init; } = [];

    /// <summary>
    /// The refunded share of the value, of all refunds together: so it never depends on their order, and a full refund gives the value back to the fen.
    /// </summary>
    public Money Returned
    {
        get
        {
            var nothing = Money.Zero(Value.Currency);
            if (Paid is not { } paid || !Refunds.Any(refund => refund.Stands))
                return nothing;
            var refunded = Money.Sum(Refunds.Where(refund => refund.Stands).Select(refund => refund.Amount), Value.Currency);
            return refunded >= paid ? Value : Value.Times(refunded.Minor, paid.Minor);
        }
    }

    internal Redemption With(OrderRefund refund, Money paid) => this with
    {
        Paid = paid,
        Refunds = [.. Refunds.Where(known => known.Id != refund.Id), refund],
    };
}

/// <summary>A refund of an order.</summary>
/// <param name="Id">Empty for the closing of an order that nothing was paid for.</param>
/// <param name="Version">Newer ones supersede older ones, whatever order they arrive in.</param>
/// <param name="Amount">What was refunded of the order's price: goods, freight and price differences.</param>
/// <param name="Stands">Whether it was paid, and not reversed since.</param>
public sealed record OrderRefund(string Id, long Version, Money Amount, bool Stands);
