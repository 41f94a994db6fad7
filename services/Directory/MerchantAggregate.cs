using Aftersales.Contracts.Directories;
using Aftersales.Directories.Domain;
using Aftersales.Platform.Aggregates;
using Google.Protobuf;
using Merchant = Aftersales.Directories.Domain.Merchant;

namespace Aftersales.Directories;

/// <summary>The merchant in its own store; the id is the merchant's.</summary>
public sealed class MerchantAggregate : AggregateType<Merchant, MerchantEvent>
{
    public const string Name = "merchant";

    public override string Kind => Name;

    public override Merchant Evolve(Merchant? state, MerchantEvent happened) => MerchantDecider.Evolve(state, happened);

    public override IEnumerable<Due> Work(string id, Merchant state) => state.Awaits is null ? [] : [new("staff", state.RegisteredAt)];

    public override IEnumerable<IMessage> Publish(string id, Merchant? before, MerchantEvent happened, Merchant after, long version) => happened switch
    {
        Registered => [new MerchantRegistered { MerchantId = id, ShopIds = { after.Shops.Select(s => s.Id) } }, Changed(id, after, version)],
        FirstSupervisorJoined => [],
        _ => [Changed(id, after, version)],
    };

    private static MerchantChanged Changed(string id, Merchant merchant, long version) =>
        new() { MerchantId = id, Version = version, Shops = { merchant.Shops.Select(s => s.ToShop()) } };
}
