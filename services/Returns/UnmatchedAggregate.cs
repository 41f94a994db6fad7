using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Store;
using Aftersales.Returns.Domain;

namespace Aftersales.Returns;

/// <summary>What couriers said that fits no return, in the store; the id follows from the reference.</summary>
public sealed class UnmatchedAggregate : AggregateType<Unmatched, UnmatchedEvent>
{
    /// <summary>The one list, by when the last report came.</summary>
    public const string All = "unmatched-reports";

    public override string Kind => "unmatched";

    public override Unmatched Evolve(Unmatched? state, UnmatchedEvent happened) => UnmatchedDecider.Evolve(state, happened);

    public override IEnumerable<ListEntry> Lists(string id, Unmatched state) =>
        state.IsForgotten ? [] : [new(All, TimeKey.Of(state.At), id, id)];

    public override IEnumerable<Due> Work(string id, Unmatched state) => state.IsForgotten ? [] : [new("forget", state.Until)];
}
