using System.Collections.Immutable;

namespace Aftersales.Returns.Domain.Numbers;

/// <summary>Pieces of goods that were returned for a reason, or of several together.</summary>
/// <param name="Sku">Empty where it is about all goods, or about goods without a code.</param>
/// <param name="ReasonCode">Leaf of the catalogue; empty where it is about all reasons.</param>
public sealed record ReturnRate(string Sku, string ReasonCode, ImmutableDictionary<Tally, long> Pieces, long Delivered)
{
    public long this[Tally tally] => Pieces.GetValueOrDefault(tally);

    /// <summary>Returned of what was delivered in hundredths of a percent, rounded half up; null where nothing was delivered.</summary>
    public long? BasisPoints => Delivered == 0 ? null : ((this[Tally.Returned] * 20_000) + Delivered) / (2 * Delivered);
}

/// <summary>A sum as it is kept.</summary>
public sealed record Counted(string ShopId, string Sku, string ReasonCode, Tally Tally, long Pieces);

/// <summary>What is made one row.</summary>
public enum RateGroup
{
    SkuAndReason = 1,
    Sku,
    Reason,
}

/// <summary>What comes first.</summary>
public enum RateOrder
{
    /// <summary>The highest rate; rows without one come last.</summary>
    Rate = 1,

    /// <summary>The most pieces returned.</summary>
    Count,
}

/// <summary>Return rates of a month from its sums.</summary>
public static class ReturnRates
{
    /// <param name="returned">Of the shops, goods and reasons that are asked about.</param>
    /// <param name="delivered">Pieces by the code of the goods, of the same shops and goods.</param>
    public static ImmutableArray<ReturnRate> Of(IEnumerable<Counted> returned, IReadOnlyDictionary<string, long> delivered, RateGroup group, RateOrder order)
    {
        var all = delivered.Values.Sum();
        return
        [
            .. returned.GroupBy(c => (Sku: group == RateGroup.Reason ? "" : c.Sku, Reason: group == RateGroup.Sku ? "" : c.ReasonCode))
                .Select(row => new ReturnRate(
                    row.Key.Sku,
                    row.Key.Reason,
                    row.GroupBy(c => c.Tally).ToImmutableDictionary(tally => tally.Key, tally => tally.Sum(c => c.Pieces)),
                    group == RateGroup.Reason ? all : delivered.GetValueOrDefault(row.Key.Sku)))
                .Where(row => row[Tally.Returned] > 0)
                .OrderByDescending(row => Key(row, order)).ThenBy(row => row.Sku, StringComparer.Ordinal).ThenBy(row => row.ReasonCode, StringComparer.Ordinal),
        ];
    }

    /// <summary>By what rows are ordered, the greatest first; rows of the same by goods and reason.</summary>
    public static long Key(ReturnRate row, RateOrder order) => order == RateOrder.Count ? row[Tally.Returned] : row.BasisPoints ?? -1;
}
