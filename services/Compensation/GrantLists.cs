using Aftersales.Compensations.Domain;
using Aftersales.Kernel;

namespace Aftersales.Compensations;

/// <summary>Names of the lists in which grants stand.</summary>
internal static class GrantLists
{
    public const string All = "all";

    /// <summary>Coupons that await a code of another system, by the time they were granted.</summary>
    public const string Pending = "pending";

    public const string Late = "pending:late";

    public static string Order(string order) => $"order:{order}";

    public static string Customer(string customer) => $"customer:{customer}";

    /// <summary>The order's grants that were not revoked: one for each cause and strength at most, so a page holds them all.</summary>
    public static string Standing(string order) => $"standing:{order}";

    /// <summary>Whose coupon has this code.</summary>
    public static string Code(string hash) => $"code:{hash}";

    /// <summary>Coupons that were spent on the order.</summary>
    public static string SpentOn(string order) => $"spent-on:{order}";

    /// <summary>A customer's coupons that can be or will be spent, by expiry.</summary>
    public static string Wallet(string customer) => $"wallet:{customer}";

    public static string Wallet(string customer, CouponStatus status) => $"wallet:{customer}:{status}";

    public static string PendingOf(Money value) => $"pending:{value}";
}
