using System.Collections.Immutable;

namespace Aftersales.Compensations.Domain;

/// <summary>A merchant's shops as Directory tells of them.</summary>
/// <param name="Types">What each sells, by shop id.</param>
public sealed record ShopRegister(ImmutableDictionary<string, ShopType> Types)
{
    public ShopType? TypeOf(string shop) => Types.TryGetValue(shop, out var type) ? type : null;
}
