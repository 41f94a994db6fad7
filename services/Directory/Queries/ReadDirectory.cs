using Aftersales.Contracts;
using Aftersales.Contracts.Directories;
using Aftersales.Directories.Domain;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using Merchant = Aftersales.Directories.Domain.Merchant;
using Person = Aftersales.Directories.Domain.Person;

namespace Aftersales.Directories.Queries;

/// <summary>Reads of merchants and people.</summary>
public sealed class ReadDirectory(Aggregates<Merchant, MerchantEvent> merchants, Aggregates<Person, PersonEvent> people, Vault vault)
{
    public async Task<GetMerchantResponse> Handle(GetMerchantRequest request, Call call) =>
        await merchants.Read(call.Merchant, call.Merchant, call.Cancel) is { } merchant
            ? new() { Merchant = merchant.ToMerchant() }
            : throw new RefusedException(new(DirectoryReasons.MerchantNotFound, "the merchant is not registered"));

    public async Task<GetPersonResponse> Handle(GetPersonRequest request, Call call) =>
        await people.Read(call.Merchant, request.PersonId, call.Cancel) is { } person
            ? new() { Person = person.ToPerson(vault) }
            : throw new RefusedException(new(DirectoryReasons.PersonNotFound, "no such person of this merchant"));

    public async Task<ListPeopleResponse> Handle(ListPeopleRequest request, Call call)
    {
        var list = PersonAggregate.People(request.Role == Role.Unspecified ? null : RoleNames.Of(request.Role), request.OnShiftOnly);
        var page = await people.List(call, list, request.PageSize, request.PageToken);
        return new()
        {
            People = { page.Rows.Select(row => new Versioned<Person>(row.Aggregate, row.State, row.Version).ToPerson(vault)) },
            NextPageToken = page.NextPageToken,
        };
    }
}
