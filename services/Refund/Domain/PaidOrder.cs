using System.Collections.Immutable;
using Aftersales.Kernel;

namespace Aftersales.Refunds.Domain;

/// <summary>What refunds have to know of an order: what was paid for what, and through which payment.</summary>
/// <param name="Freight">Freight paid.</param>
/// <param name="Total">Paid for goods and freight together; all refunds but compensation stay within it (R-REF-3).</param>
/// <param name="TradeNo">The channel's number of the payment; empty when it is not known.</param>
/// <param name="IsSettled">The channel no longer refunds the payment (交易成功).</param>
/// <param name="IsDispatched">A parcel has left.</param>
public sealed record PaidOrder(
    string OrderId, string CustomerId, ImmutableArray<PaidLine> Lines, Money Freight, Money Total, string TradeNo, bool IsPaid, bool IsSettled,
    bool IsDispatched)
{
    public PaidLine? Line(string lineId) => Lines.FirstOrDefault(line => line.LineId == lineId);

    public bool Equals(PaidOrder? other) =>
        other is not null
        && (OrderId, CustomerId, Freight, Total, TradeNo, IsPaid, IsSettled, IsDispatched)
            == (other.OrderId, other.CustomerId, other.Freight, other.Total, other.TradeNo, other.IsPaid, other.IsSettled, other.IsDispatched)
        && Lines.SequenceEqual(other.Lines);

    public override int GetHashCode() => HashCode.Combine(OrderId, CustomerId, Total, Lines.Length);
}

/// <summary>One line of an order.</summary>
/// <param name="Quantity">Pieces bought.</param>
/// <param name="Paid">Paid for all of them, without freight.</param>
public sealed record PaidLine(string LineId, int Quantity, Money Paid);
