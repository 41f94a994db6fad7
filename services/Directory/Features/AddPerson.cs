using Aftersales.Contracts.Directories;
using Aftersales.Directories.Domain;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using Person = Aftersales.Directories.Domain.Person;

namespace Aftersales.Directories.Features;

/// <summary>Somebody joins the staff.</summary>
public sealed class AddPerson(Aggregates<Person, PersonEvent> people, Vault vault)
{
    public Task<AddPersonResponse> Handle(AddPersonRequest request, Call call)
    {
        var joining = new PersonAdded(vault.Seal(request.Name), [.. request.Roles.Select(RoleNames.Of)], [.. request.Skills], request.Capacity);
        return people.Change(
            request.PersonId,
            call,
            person => PersonDecider.Add(person, joining),
            person => new AddPersonResponse { Person = person.ToPerson(vault) });
    }
}
