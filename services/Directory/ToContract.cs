using Aftersales.Contracts;
using Aftersales.Contracts.Directories;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Identity;
using Google.Protobuf.WellKnownTypes;
using Contract = Aftersales.Contracts.Directories;

namespace Aftersales.Directories;

/// <summary>From the domain to the contract.</summary>
internal static class ToContract
{
    public static Contract.Person ToPerson(this Versioned<Domain.Person> person, Vault vault) => new()
    {
        PersonId = person.Id,
        Version = person.Version,
        Name = vault.Words(person.State.SealedName),
        Roles = { Roles(person.State) },
        Skills = { person.State.Skills },
        Capacity = person.State.Capacity,
        OnShift = person.State.OnShift,
        Active = person.State.Active,
        Tier = TierOf(person.State),
        Shifts = { person.State.Shifts.Select(shift => shift.ToShift(person.Id)) },
    };

    public static Contract.Shift ToShift(this Domain.Shift shift, string person) =>
        new() { ShiftId = shift.Id, PersonId = person, StartTime = shift.From.ToContract(), EndTime = shift.Until.ToContract() };

    public static PersonSnapshot ToSnapshot(this Domain.Person person, string id, long version) => new()
    {
        PersonId = id,
        Version = version,
        Roles = { Roles(person) },
        Skills = { person.Skills },
        Capacity = person.Capacity,
        OnShift = person.OnShift,
        Active = person.Active,
    };

    public static Contract.Merchant ToMerchant(this Versioned<Domain.Merchant> merchant) => new()
    {
        MerchantId = merchant.Id,
        Version = merchant.Version,
        Name = merchant.State.Name,
        Shops = { merchant.State.Shops.Select(s => s.ToShop()) },
        RegisteredTime = merchant.State.RegisteredAt.ToContract(),
    };

    public static Contract.Shop ToShop(this Domain.Shop shop) => new() { ShopId = shop.Id, Name = shop.Name, Type = (Contract.ShopType)shop.Type, Closed = shop.IsClosed };

    public static Domain.Shop ToShop(this Contract.Shop shop) =>
        new(shop.ShopId, shop.Name, shop.Type == Contract.ShopType.Unspecified ? Domain.ShopType.Supermarket : (Domain.ShopType)shop.Type);

    private static Tier TierOf(Domain.Person person) => new Caller("", "", [.. Roles(person)]).Tier;

    private static IEnumerable<Role> Roles(Domain.Person person) => person.Roles.Select(RoleNames.Parse);
}
