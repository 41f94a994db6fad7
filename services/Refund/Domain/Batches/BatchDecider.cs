using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Refunds.Domain.Batches;

public abstract record BatchCommand;

/// <param name="Items">Everything that waits; may be empty, which is refused.</param>
public sealed record LockBatch(string BatchId, ImmutableArray<BatchItem> Items, string By) : BatchCommand;

public sealed record PayBatch(string By) : BatchCommand;

public sealed record NoteTold(string RefundId, BatchProgress Progress) : BatchCommand;

/// <summary>What follows from a command on a batch. Pure.</summary>
public static class BatchDecider
{
    public static Decision<BatchEvent> Decide(Batch? batch, BatchCommand command, Instant now) => (batch, command) switch
    {
        (null, LockBatch { Items.IsEmpty: true }) => new Refusal(RefundReasons.BatchEmpty, "nothing waits for a batch"),
        (null, LockBatch c) => new BatchLocked(now, c.BatchId, c.Items, c.By),
        (null, _) => new Refusal(RefundReasons.BatchNotFound, "no such batch"),

        ({ State: BatchState.Locked }, PayBatch c) => Pay(batch, c, now),
        ({ State: BatchState.Paid }, PayBatch c) when batch.PaidBy == c.By => Decision<BatchEvent>.Nothing,
        ({ State: BatchState.Paid }, PayBatch) =>
            Refusal.WrongState(RefundReasons.BatchStateInvalid, $"{batch.State}", $"{BatchState.Locked}"),

        (_, NoteTold c) when batch.Item(c.RefundId)?.Progress < c.Progress => new ItemTold(now, c.RefundId, c.Progress),
        _ => Decision<BatchEvent>.Nothing,
    };

    public static Batch Evolve(Batch? batch, BatchEvent happened) => happened switch
    {
        BatchLocked e => new(e.BatchId, e.Items, e.By, e.At),
        BatchPaid e => batch! with { State = BatchState.Paid, PaidBy = e.By, PaidAt = e.At },
        ItemTold e => batch! with { Items = batch.Items.Replace(batch.Item(e.RefundId)!, batch.Item(e.RefundId)! with { Progress = e.Progress }) },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} changes no batch"),
    };

    // R-PPL-1.
    private static Decision<BatchEvent> Pay(Batch batch, PayBatch pay, Instant now) =>
        batch.Items.SelectMany(item => item.People).FirstOrDefault(check => check.By == pay.By) is { } earlier
            ? AccountDecider.SamePerson(earlier.Step)
            : new BatchPaid(now, pay.By);
}
