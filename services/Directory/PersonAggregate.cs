using Aftersales.Contracts.Directories;
using Aftersales.Directories.Domain;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Store;
using Google.Protobuf;
using Person = Aftersales.Directories.Domain.Person;

namespace Aftersales.Directories;

/// <summary>A person in the store; the id is the person's own.</summary>
public sealed class PersonAggregate : AggregateType<Person, PersonEvent>
{
    public override string Kind => "person";

    public override Person Evolve(Person? state, PersonEvent happened) => PersonDecider.Evolve(state, happened);

    public override IEnumerable<ListEntry> Lists(string id, Person state) =>
        state.Roles.Select(role => $"role:{role}").Prepend("all").Select(list => new ListEntry(list, id, id, id));

    public override IEnumerable<IMessage> Publish(string id, Person? before, PersonEvent happened, Person after, long version) =>
        [new PersonChanged { Person = after.ToSnapshot(id, version) }];
}
