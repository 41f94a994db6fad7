using Aftersales.Contracts.Tracking;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Store;
using Aftersales.Tracking.Domain;
using Google.Protobuf;
using Disaster = Aftersales.Tracking.Domain.Disaster;

namespace Aftersales.Tracking;

/// <summary>A disaster in the store.</summary>
public sealed class DisasterAggregate : AggregateType<Disaster, DisasterEvent>
{
    public const string Name = "disaster";

    /// <summary>All of them, by their ends.</summary>
    public const string List = "disasters";

    public override string Kind => Name;

    public override Disaster Evolve(Disaster? state, DisasterEvent happened) => DisasterDecider.Evolve(state, happened);

    public override IEnumerable<ListEntry> Lists(string id, Disaster state) => [new(List, ListKeys.Of(state.Until), id, id)];

    public override IEnumerable<Due> Work(string id, Disaster state) => state.ToSpread is { } since ? [new("spread", since)] : [];

    public override IEnumerable<IMessage> Publish(string id, Disaster? before, DisasterEvent happened, Disaster after, long version) =>
        happened is DisasterDeclared or DisasterEndChanged ? [new DisasterChanged { Disaster = after.ToContract(id, version) }] : [];
}
