using Aftersales.Kernel;

namespace Aftersales.Directories.Domain;

/// <summary>What can happen to a merchant: it is registered, its first supervisor joins, its name and shops change.</summary>
public static class MerchantDecider
{
    public static Decision<MerchantEvent> Register(Merchant? merchant, Registered registered) => merchant is null
        ? registered
        : new Refusal(DirectoryReasons.MerchantExists, "a merchant of this id is registered");

    public static Decision<MerchantEvent> Rename(Merchant? merchant, string name) => merchant switch
    {
        null => NotFound,
        _ when merchant.Name == name => Decision<MerchantEvent>.Nothing,
        _ => new Renamed(name),
    };

    public static Decision<MerchantEvent> Put(Merchant? merchant, Shop shop, int most) => merchant switch
    {
        null => NotFound,
        _ when merchant.Shops.Contains(shop) => Decision<MerchantEvent>.Nothing,
        _ when merchant.Shops.All(s => s.Id != shop.Id) && merchant.Shops.Length >= most =>
            new Refusal(DirectoryReasons.ShopsFull, "the merchant has as many shops as it can have").With("allowed", $"{most}"),
        _ => new ShopPut(shop),
    };

    public static Decision<MerchantEvent> Close(Merchant? merchant, string id) => merchant?.Shops.FirstOrDefault(s => s.Id == id) switch
    {
        _ when merchant is null => NotFound,
        null => new Refusal(DirectoryReasons.ShopNotFound, "no such shop of the merchant"),
        { IsClosed: true } => Decision<MerchantEvent>.Nothing,
        _ => new ShopClosed(id),
    };

    /// <summary>The first supervisor is there.</summary>
    public static Decision<MerchantEvent> Staffed(Merchant merchant) => merchant.Awaits is null ? Decision<MerchantEvent>.Nothing : new FirstSupervisorJoined();

    public static Merchant Evolve(Merchant? merchant, MerchantEvent happened) => (merchant, happened) switch
    {
        (null, Registered e) => new(e.Name, e.Shops, e.At) { Awaits = e.First },
        ({ } there, Renamed e) => there with { Name = e.Name },
        ({ } there, ShopPut e) => there with { Shops = [.. there.Shops.Where(s => s.Id != e.Shop.Id), e.Shop] },
        ({ } there, ShopClosed e) => there with { Shops = [.. there.Shops.Select(s => s.Id == e.Id ? s with { IsClosed = true } : s)] },
        ({ } there, FirstSupervisorJoined) => there with { Awaits = null },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot follow"),
    };

    private static Refusal NotFound => new(DirectoryReasons.MerchantNotFound, "the merchant is not registered");
}
