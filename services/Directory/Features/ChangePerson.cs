using Aftersales.Contracts;
using Aftersales.Contracts.Directories;
using Aftersales.Directories.Domain;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using Google.Protobuf;
using Person = Aftersales.Directories.Domain.Person;

namespace Aftersales.Directories.Features;

/// <summary>Roles, skills, shifts and leaving. People other than supervisors start and end their own shifts only.</summary>
public sealed class ChangePerson(Aggregates<Person, PersonEvent> people, Vault vault)
{
    public Task<ChangeRolesResponse> Handle(ChangeRolesRequest request, Call call) => Change(
        request.PersonId, call, new RolesChanged([.. request.Roles.Select(RoleNames.Of)]), person => new ChangeRolesResponse { Person = person.ToPerson(vault) });

    public Task<ChangeSkillsResponse> Handle(ChangeSkillsRequest request, Call call) => Change(
        request.PersonId, call, new SkillsChanged([.. request.Skills], request.Capacity), person => new ChangeSkillsResponse { Person = person.ToPerson(vault) });

    public Task<StartShiftResponse> Handle(StartShiftRequest request, Call call) => Change(
        Own(request.PersonId, call), call, new ShiftStarted(), person => new StartShiftResponse { Person = person.ToPerson(vault) });

    public Task<EndShiftResponse> Handle(EndShiftRequest request, Call call) => Change(
        Own(request.PersonId, call), call, new ShiftEnded(), person => new EndShiftResponse { Person = person.ToPerson(vault) });

    public Task<DeactivatePersonResponse> Handle(DeactivatePersonRequest request, Call call) => Change(
        request.PersonId, call, new PersonDeactivated(), person => new DeactivatePersonResponse { Person = person.ToPerson(vault) });

    private Task<TReply> Change<TReply>(string id, Call call, PersonEvent change, Func<Versioned<Person>, TReply> reply)
        where TReply : class, IMessage<TReply>, new() =>
        people.Change(id, call, person => PersonDecider.Change(person, change), reply);

    private static string Own(string person, Call call) => call.Caller.Is(Role.Supervisor) || person == call.Person
        ? person
        : throw new RefusedException(new Refusal(PlatformReasons.RoleRequired, "only a supervisor changes another's shift").With("allowed", RoleNames.Of(Role.Supervisor)));
}
