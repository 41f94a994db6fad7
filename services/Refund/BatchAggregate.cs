using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Store;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Domain.Batches;
using Aftersales.Refunds.Queries;

namespace Aftersales.Refunds;

/// <summary>A batch in the store. It holds its refunds by claims, so that no refund is in two batches.</summary>
public sealed class BatchAggregate : AggregateType<Batch, BatchEvent>
{
    public override string Kind => "batch";

    /// <summary>Held for one round of a refund: sent back and accepted anew it can be in another batch.</summary>
    public static string Claim(string refundId, int round) => $"batched/{refundId}/{round}";

    public override Batch Evolve(Batch? state, BatchEvent happened) => BatchEvolution.Evolve(state, happened);

    public override IEnumerable<ListEntry> Lists(string id, Batch state) => BatchLists.Of(id, state);

    public override IEnumerable<Claim> Claims(string id, Batch state) =>
        state.Holds ? state.Items.Select(item => new Claim(Claim(item.RefundId, item.Round), id)) : [];

    public override IEnumerable<Due> Work(string id, Batch state) =>
    [
        .. state.Unlocked.Select(item => new Due($"lock:{item.RefundId}", state.CreatedAt)),
        .. state.Unreleased.Select(item => new Due($"release:{item.RefundId}", state.PaidAt!.Value)),
        .. state.Unfreed.Select(item => new Due($"free:{item.RefundId}", state.ReturnedAt!.Value)),
        .. state.LookAt is { } look ? (Due[])[new("follow", look)] : [],
        .. state is { DueAt: { } due, Overdue: false } ? (Due[])[new("deadline", due)] : [],
    ];

    public override Refusal ClaimHeld(string claim, string holder) => new(RefundReasons.Contended, "another batch took a refund at the same time");
}
