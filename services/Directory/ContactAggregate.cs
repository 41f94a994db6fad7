using Aftersales.Directories.Domain;
using Aftersales.Platform.Aggregates;

namespace Aftersales.Directories;

/// <summary>A contact in the store; the id is the customer's.</summary>
public sealed class ContactAggregate : AggregateType<Contact, ContactEvent>
{
    public override string Kind => "contact";

    public override Contact Evolve(Contact? state, ContactEvent happened) => ContactDecider.Evolve(state, happened);

    public override string? Subject(string id, Contact state) => id;

    public override IEnumerable<Due> Work(string id, Contact state) => state.Spreading is { } since ? [new("spread", since)] : [];
}
