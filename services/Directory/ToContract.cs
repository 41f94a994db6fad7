using Aftersales.Contracts;
using Aftersales.Contracts.Directories;
using Aftersales.Platform.Aggregates;
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
        Name = vault.Open(person.State.SealedName),
        Roles = { Roles(person.State) },
        Skills = { person.State.Skills },
        Capacity = person.State.Capacity,
        OnShift = person.State.OnShift,
        Active = person.State.Active,
    };

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
        Shops = { merchant.State.Shops.Select(s => new Contract.Shop { ShopId = s.Id, Name = s.Name }) },
        RegisteredTime = merchant.State.RegisteredAt.ToContract(),
    };

    private static IEnumerable<Role> Roles(Domain.Person person) => person.Roles.Select(RoleNames.Parse);
}
