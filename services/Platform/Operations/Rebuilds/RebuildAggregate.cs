using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Store;

namespace Aftersales.Platform.Operations.Rebuilds;

/// <summary>A rebuild in the store. One runs at a time, of whatever type: each mends the sums of all of them.</summary>
public sealed class RebuildAggregate : AggregateType<Rebuild, RebuildEvent>
{
    public const string Name = "rebuild";
    public const string All = "rebuilds";

    public override string Kind => Name;

    /// <summary>The work that does the next batch; another name for each, so that it is due anew.</summary>
    public static string BatchOf(Rebuild state) => $"batch:{state.Batches}";

    public override Rebuild Evolve(Rebuild? state, RebuildEvent happened) => RebuildDecider.Evolve(state, happened);

    public override IEnumerable<ListEntry> Lists(string id, Rebuild state) => [new(All, $"{state.StartedAt.ToUnixTimeTicks():D19}", id, id)];

    public override IEnumerable<Claim> Claims(string id, Rebuild state) => state.IsRunning ? [new("rebuild", id)] : [];

    public override IEnumerable<Due> Work(string id, Rebuild state) => state.IsRunning ? [new(BatchOf(state), state.StartedAt)] : [];

    public override Refusal ClaimHeld(string claim, string holder) =>
        new Refusal(OperationsReasons.RebuildRunning, "another rebuild is running").With("rebuild_id", holder);
}
