using Aftersales.Complaints.Domain;
using Aftersales.Platform.Aggregates;

namespace Aftersales.Complaints;

/// <summary>What the platform has to know of the disasters that a merchant's cases are told of.</summary>
public sealed class DisastersAggregate : AggregateType<Disasters, DisasterEvent>
{
    public const string Name = "disasters";

    public override string Kind => Name;

    public override Disasters Evolve(Disasters? state, DisasterEvent happened) => Disasters.Evolve(state, happened);

    public override IEnumerable<Due> Work(string id, Disasters state) =>
        from disaster in state.Known
        where disaster.Value.LookAt is not null
        select new Due($"spread:{disaster.Key}", disaster.Value.LookAt!.Value);
}
