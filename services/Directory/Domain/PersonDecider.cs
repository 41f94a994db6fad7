using Aftersales.Kernel;

namespace Aftersales.Directories.Domain;

/// <summary>What can happen to a person: they join, change roles, work shifts, leave.</summary>
public static class PersonDecider
{
    public static Decision<PersonEvent> Add(Person? person, PersonAdded joining) => person is null
        ? joining
        : new Refusal(DirectoryReasons.PersonExists, "the merchant has a person of this id");

    /// <summary>Changes somebody who is there: a repeat of how things are is nothing, and who has left stays as they were.</summary>
    public static Decision<PersonEvent> Change(Person? person, PersonEvent change) => (person, change) switch
    {
        (null, _) => new Refusal(DirectoryReasons.PersonNotFound, "no such person of this merchant"),
        ({ Active: false }, PersonDeactivated) => Decision<PersonEvent>.Nothing,
        ({ Active: false }, _) => new Refusal(DirectoryReasons.PersonInactive, "the person is not active any more"),
        ({ OnShift: true }, ShiftStarted) or ({ OnShift: false }, ShiftEnded) => Decision<PersonEvent>.Nothing,
        (var there, SkillsChanged to) when there.Skills.SetEquals(to.Skills) && there.Capacity == to.Capacity => Decision<PersonEvent>.Nothing,
        (var there, RolesChanged to) when there.Roles.SetEquals(to.Roles) => Decision<PersonEvent>.Nothing,
        _ => change,
    };

    public static Person Evolve(Person? person, PersonEvent happened) => (person, happened) switch
    {
        (null, PersonAdded added) => new(added.SealedName, added.Roles, added.Skills, added.Capacity, OnShift: false, Active: true),
        ({ } there, RolesChanged to) => there with { Roles = to.Roles },
        ({ } there, SkillsChanged to) => there with { Skills = to.Skills, Capacity = to.Capacity },
        ({ } there, ShiftPlanned e) => there with { Shifts = [.. there.Shifts.Append(e.Shift).OrderBy(s => s.From)] },
        ({ } there, ShiftCancelled e) => Without(there, e.Id),
        ({ } there, ShiftOver e) => Without(there, e.Id),
        ({ } there, ShiftBegun e) => there with { Shifts = [.. there.Shifts.Select(s => s.Id == e.Id ? s with { Begun = true } : s)] },
        ({ } there, ShiftStarted) => there with { OnShift = true },
        ({ } there, ShiftEnded) => there with { OnShift = false },
        ({ } there, PersonDeactivated) => there with { OnShift = false, Active = false, Shifts = [] },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot follow"),
    };

    private static Person Without(Person person, string shift) => person with { Shifts = [.. person.Shifts.Where(s => s.Id != shift)] };
}
