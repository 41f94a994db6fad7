using Aftersales.Complaints.Domain;
using Aftersales.Platform.Aggregates;

namespace Aftersales.Complaints;

/// <summary>What the platform has to know of a merchant's roster.</summary>
public sealed class RosterAggregate : AggregateType<Roster, RosterEvent>
{
    public override string Kind => "roster";

    public override Roster Evolve(Roster? state, RosterEvent happened) => Roster.Evolve(state, happened);
}
