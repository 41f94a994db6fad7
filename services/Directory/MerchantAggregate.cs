using Aftersales.Contracts.Directories;
using Aftersales.Directories.Domain;
using Aftersales.Platform.Aggregates;
using Google.Protobuf;
using Merchant = Aftersales.Directories.Domain.Merchant;

namespace Aftersales.Directories;

/// <summary>The merchant in its own store; the id is the merchant's.</summary>
public sealed class MerchantAggregate : AggregateType<Merchant, MerchantEvent>
{
    public override string Kind => "merchant";

    public override Merchant Evolve(Merchant? state, MerchantEvent happened) => happened switch
    {
        Registered registered => new(registered.Name, registered.Shops, registered.At),
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot follow"),
    };

    public override IEnumerable<IMessage> Publish(string id, Merchant? before, MerchantEvent happened, Merchant after, long version) =>
        [new MerchantRegistered { MerchantId = id, ShopIds = { after.Shops.Select(s => s.Id) } }];
}
