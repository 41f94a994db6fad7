namespace Aftersales.Compensations;

/// <summary>Names of the lists in which grants stand.</summary>
internal static class GrantLists
{
    public const string All = "all";

    public static string Order(string order) => $"order:{order}";

    public static string Customer(string customer) => $"customer:{customer}";

    /// <summary>The order's grants that were not revoked: one for each cause and strength at most, so a page holds them all.</summary>
    public static string Standing(string order) => $"standing:{order}";

    public static string Code(string hash) => $"code:{hash}";
}
