using Aftersales.Platform.Aggregates;
using Aftersales.Tracking.Domain;

namespace Aftersales.Tracking;

/// <summary>A merchant's order desk in the store.</summary>
public sealed class RosterAggregate : AggregateType<Roster, RosterEvent>
{
    public override string Kind => "roster";

    public override Roster Evolve(Roster? state, RosterEvent happened) => Roster.Evolve(state, happened);
}
