namespace Aftersales.Refunds.Domain.Batches;

/// <summary>The batch after an event.</summary>
public static class BatchEvolution
{
    public static Batch Evolve(Batch? batch, BatchEvent happened) => happened switch
    {
        BatchLocked e => new(e.BatchId, e.Items, e.By, e.At) { DueAt = e.DueAt },
        _ when batch is null => throw new InvalidOperationException($"{happened.GetType().Name} comes before the batch was made"),
        BatchApproved e => batch with { State = BatchState.Approved, ApprovedBy = e.By, ApprovedAt = e.At, DueAt = e.DueAt, Overdue = false },
        BatchReturned e => batch with
        {
            State = BatchState.Returned,
            ReturnedBy = e.By,
            ReturnedAt = e.At,
            ReturnedReason = e.Reason,
            DueAt = null,
            Overdue = false,
        },
        BatchPaid e => batch with { State = BatchState.Paid, PaidBy = e.By, PaidAt = e.At, DueAt = null, Overdue = false, LookAt = e.LookAt },
        ItemTold e => batch.Put(e.RefundId, e.Progress),
        BatchLookedAt e => e.Ended.Aggregate(batch, (state, end) => state.Put(end.Key, end.Value)) with { LookAt = e.LookAt, Looks = batch.Looks + 1 },
        BatchSettled e => batch with { State = BatchState.Settled, SettledAt = e.At },
        BatchOverdue => batch with { Overdue = true },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} changes no batch"),
    };
}
