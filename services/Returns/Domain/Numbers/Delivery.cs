using System.Collections.Immutable;
using NodaTime;

namespace Aftersales.Returns.Domain.Numbers;

/// <summary>What of an order counts as delivered: what return rates are measured against.</summary>
/// <param name="SignedAt">Null where a fact was taken back: nothing counts then.</param>
/// <param name="Goods">Each code of goods once.</param>
public sealed record Delivery(string OrderId, string ShopId, Instant? SignedAt, ImmutableArray<DeliveredGoods> Goods)
{
    public static Delivery Of(OrderFacts order) => new(
        order.OrderId,
        order.ShopId,
        order.SignedAt,
        [.. order.Lines.GroupBy(line => line.Sku).OrderBy(goods => goods.Key, StringComparer.Ordinal).Select(goods => new DeliveredGoods(goods.Key, goods.Sum(line => line.Quantity)))]);

    public bool Equals(Delivery? other) => other is not null
        && (OrderId, ShopId, SignedAt) == (other.OrderId, other.ShopId, other.SignedAt) && Goods.SequenceEqual(other.Goods);

    public override int GetHashCode() => HashCode.Combine(OrderId, ShopId, SignedAt, Goods.Length);
}

/// <param name="Sku">The merchant's code; empty where the goods have none.</param>
public sealed record DeliveredGoods(string Sku, int Pieces);

/// <summary>An order was delivered, or what is known of its delivery was corrected.</summary>
public sealed record DeliveryCounted(Delivery Delivery);
