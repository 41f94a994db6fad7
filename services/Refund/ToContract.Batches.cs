using Aftersales.Contracts.Refunds;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Grpc;
using Aftersales.Refunds.Domain.Batches;
using BatchItem = Aftersales.Contracts.Refunds.BatchItem;
using BatchState = Aftersales.Contracts.Refunds.BatchState;
using Item = Aftersales.Refunds.Domain.Batches.BatchItem;

namespace Aftersales.Refunds;

internal static partial class Mapping
{
    public static Contracts.Refunds.Batch ToBatch(this Versioned<Domain.Batches.Batch> batch)
    {
        var told = batch.ToSummary();
        told.Items.Add(batch.State.Items.Select(item => new BatchItem
        {
            RefundId = item.RefundId,
            OrderId = item.OrderId,
            Amount = item.Amount.ToContract(),
            Progress = Named<BatchItemState>(item.Progress),
        }));
        return told;
    }

    /// <summary>Without the items.</summary>
    public static Contracts.Refunds.Batch ToSummary(this Versioned<Domain.Batches.Batch> batch)
    {
        var state = batch.State;
        return new()
        {
            BatchId = batch.Id,
            Version = batch.Version,
            State = Named<BatchState>(state.State),
            Total = state.Total.ToContract(),
            CreatedTime = state.CreatedAt.ToContract(),
            PaidBy = state.PaidBy ?? "",
            CreatedBy = state.CreatedBy,
            ApprovedBy = state.ApprovedBy ?? "",
            ApprovedTime = state.ApprovedAt?.ToContract(),
            PaidTime = state.PaidAt?.ToContract(),
            SettledTime = state.SettledAt?.ToContract(),
            ReturnedBy = state.ReturnedBy ?? "",
            ReturnedReason = state.ReturnedReason ?? "",
            Count = state.Items.Length,
            Totals =
            {
                Total(state, RefundPart.Goods, item => item.Goods),
                Total(state, RefundPart.Freight, item => item.Freight),
                Total(state, RefundPart.Compensation, item => item.Compensation),
                Total(state, RefundPart.PriceDifference, item => item.PriceDifference),
                Total(state, RefundPart.InvoicePostage, item => item.Postage),
            },
            DueTime = state.DueAt?.ToContract(),
            Overdue = state.Overdue,
        };
    }

    private static IEnumerable<BatchTotal> Total(Domain.Batches.Batch batch, RefundPart part, Func<Item, Kernel.Money> amount) =>
        batch.Items.Count(item => !amount(item).IsZero) is var count and > 0
            ? [new() { Part = part, Count = count, Amount = batch.Sum(amount).ToContract() }]
            : [];
}
