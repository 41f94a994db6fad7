using System.Collections.Immutable;
using Aftersales.Kernel;
using Aftersales.Platform.Policies;
using Aftersales.Tracking.Domain;
using NodaTime;

namespace Aftersales.Tracking;

/// <summary>What a merchant can set about its orders.</summary>
/// <param name="Categories">Category by how the merchant's code (商家编码) begins; the longest beginning that fits counts.</param>
/// <param name="Watch">When an order is on which list.</param>
/// <param name="Regions">Where orders go, by code.</param>
public sealed record TrackingPolicy(
    string Version, IReadOnlyDictionary<string, Category> Categories, WatchPolicy Watch, IReadOnlyDictionary<string, Region> Regions) : IPolicy
{
    public Category CategoryOf(string sku) => Categories
        .Where(c => sku.StartsWith(c.Key, StringComparison.OrdinalIgnoreCase))
        .OrderByDescending(c => c.Key.Length)
        .Select(c => c.Value)
        .FirstOrDefault();

    /// <summary>Code of the region that an address is in: the one with whose name it begins; empty when it begins with none.</summary>
    public string RegionOf(string address)
    {
        var start = address.AsSpan().TrimStart();
        foreach (var (code, region) in Regions)
            foreach (var name in region.Names)
                if (start.StartsWith(name, StringComparison.Ordinal))
                    return code;
        return "";
    }

    /// <summary>R-TRK-1: whether delivery on the day after the batch's is promised there.</summary>
    public bool IsNextDay(string region) => Regions.TryGetValue(region, out var found) && found.NextDay;

    public IEnumerable<FieldProblem> Problems(Instant now) =>
    [
        .. Watch.Problems(),
        .. Regions.Keys.Where(code => code.Length is 0 or > 16).Select(code => new FieldProblem($"regions.{code}", "a code has 1 to 16 characters")),
        .. Regions.Where(r => r.Value.Names.Any(string.IsNullOrWhiteSpace)).Select(r => new FieldProblem($"regions.{r.Key}.names", "a name is not empty")),
        .. Regions.SelectMany(r => r.Value.Names).GroupBy(name => name).Where(g => g.Count() > 1)
            .Select(g => new FieldProblem("regions", $"two regions are called {g.Key}")),
    ];
}

/// <param name="Names">What addresses in it begin with.</param>
/// <param name="NextDay">Whether delivery is promised on the day after the batch's.</param>
public sealed record Region(ImmutableArray<string> Names, bool NextDay);
