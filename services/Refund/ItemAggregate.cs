using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Store;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Domain.Reconciliation;
using Aftersales.Refunds.Queries;

namespace Aftersales.Refunds;

/// <summary>An item of a reconciliation in the store. It claims its rows, so that a row of the statement counts once.</summary>
public sealed class ItemAggregate : AggregateType<ReconciliationItem, ItemEvent>
{
    public const string Name = "reconciliation-item";

    public override string Kind => Name;

    public static string Claim(string logId) => $"statement/{logId}";

    public override ReconciliationItem Evolve(ReconciliationItem? state, ItemEvent happened) => ItemDecider.Evolve(state, happened);

    public override IEnumerable<ListEntry> Lists(string id, ReconciliationItem state) => ReconciliationBooks.Lists(id, state);

    public override IEnumerable<Share> Shares(string id, ReconciliationItem state) => ReconciliationBooks.Shares(state);

    public override IEnumerable<Claim> Claims(string id, ReconciliationItem state) => state.Rows.Select(row => new Claim(Claim(row.LogId), id));

    public override IEnumerable<Due> Work(string id, ReconciliationItem state) =>
        state is { IsOpen: true, Overdue: false, DueAt: { } due } ? [new("deadline", due)] : [];

    public override Refusal ClaimHeld(string claim, string holder) => new(RefundReasons.Contended, "another import took a row at the same time");
}
