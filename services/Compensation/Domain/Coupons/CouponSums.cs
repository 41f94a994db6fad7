namespace Aftersales.Compensations.Domain;

/// <summary>Names of the bounded sums of an order's coupons: how many it has, and what they take off it.</summary>
public static class CouponSums
{
    private const string Counts = "coupons/count/";
    private const string Values = "coupons/value/";

    public static string Count(string order) => Counts + order;

    public static string Value(string order) => Values + order;

    public static bool IsCount(string counter) => counter.StartsWith(Counts, StringComparison.Ordinal);

    public static bool Contains(string counter) => IsCount(counter) || counter.StartsWith(Values, StringComparison.Ordinal);
}
