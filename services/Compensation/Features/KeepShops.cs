using System.Collections.Immutable;
using Aftersales.Compensations.Domain;
using Aftersales.Contracts.Directories;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Events;
using ShopType = Aftersales.Compensations.Domain.ShopType;

namespace Aftersales.Compensations.Features;

/// <summary>Keeps what a merchant's shops were registered as: rules differ by it, and a new merchant need put nothing into a policy.</summary>
public sealed class KeepShops(Documents<ShopRegister> registers) : IHandle<MerchantChanged>
{
    public Task Handle(MerchantChanged happened, Call call) => registers.Keep(
        call, call.Merchant, happened.Version, new(happened.Shops.DistinctBy(shop => shop.ShopId).ToImmutableDictionary(shop => shop.ShopId, TypeOf)));

    // A type of a later release counts as the usual one.
    private static ShopType TypeOf(Shop shop) => shop.Type is Contracts.Directories.ShopType.Apparel ? ShopType.Apparel : ShopType.Supermarket;
}
