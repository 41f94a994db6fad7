using Aftersales.Kernel;
using Aftersales.Platform.Policies;

namespace Aftersales.Tracking;

/// <summary>What a merchant can set about its orders.</summary>
/// <param name="Categories">Category by how the merchant's code (商家编码) begins; the longest beginning that fits counts.</param>
public sealed record TrackingPolicy(string Version, IReadOnlyDictionary<string, Category> Categories) : IPolicy
{
    public Category CategoryOf(string sku) => Categories
        .Where(c => sku.StartsWith(c.Key, StringComparison.OrdinalIgnoreCase))
        .OrderByDescending(c => c.Key.Length)
        .Select(c => c.Value)
        .FirstOrDefault();
}
