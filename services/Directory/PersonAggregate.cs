using Aftersales.Contracts.Directories;
using Aftersales.Directories.Domain;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Store;
using Google.Protobuf;
using NodaTime.Text;
using Person = Aftersales.Directories.Domain.Person;

namespace Aftersales.Directories;

/// <summary>A person in the store; the id is the person's own.</summary>
public sealed class PersonAggregate : AggregateType<Person, PersonEvent>
{
    public const string Name = "person";

    public override string Kind => Name;

    public override Person Evolve(Person? state, PersonEvent happened) => PersonDecider.Evolve(state, happened);

    /// <summary>The list of all, or those with a role, or at work, or both.</summary>
    /// <param name="role">Null for all.</param>
    public static string People(string? role, bool atWork) => (atWork ? "at-work:" : "") + (role is null ? "all" : $"role:{role}");

    /// <summary>The list of planned shifts, everybody's or one person's.</summary>
    public static string Shifts(string? person) => person is null ? "shifts" : $"shifts:{person}";

    public override IEnumerable<ListEntry> Lists(string id, Person state) =>
    [
        .. from role in state.Roles.Prepend<string?>(null)
           from atWork in state.OnShift ? new[] { false, true } : [false]
           select new ListEntry(People(role, atWork), id, id, id),
        .. from shift in state.Shifts
           from list in new[] { Shifts(null), Shifts(id) }
           select new ListEntry(list, InstantPattern.ExtendedIso.Format(shift.From), shift.Id, id),
    ];

    /// <summary>Shifts start and end by themselves.</summary>
    public override IEnumerable<Due> Work(string id, Person state) => state.Shifts.IsEmpty ? [] : [new("shift", state.Shifts.Min(s => s.Next))];

    public override IEnumerable<IMessage> Publish(string id, Person? before, PersonEvent happened, Person after, long version) =>
        // A plan is nobody else's business until its time comes.
        happened is ShiftPlanned or ShiftCancelled or ShiftBegun or ShiftOver ? [] : [new PersonChanged { Person = after.ToSnapshot(id, version) }];
}
