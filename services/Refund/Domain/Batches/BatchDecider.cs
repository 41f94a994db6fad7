using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Refunds.Domain.Batches;

/// <summary>What follows from a command on a batch. Pure.</summary>
public static class BatchDecider
{
    private static readonly Decision<BatchEvent> Nothing = Decision<BatchEvent>.Nothing;

    public static Decision<BatchEvent> Decide(Batch? batch, BatchCommand command, Deadlines deadlines, Instant now) => (batch, command) switch
    {
        (null, LockBatch { Items.IsEmpty: true }) => new Refusal(RefundReasons.BatchEmpty, "nothing waits for a batch"),
        (null, LockBatch c) => new BatchLocked(now, c.BatchId, c.Items, c.By, deadlines.BatchStep(now)),
        (null, _) => new Refusal(RefundReasons.BatchNotFound, "no such batch"),

        ({ State: BatchState.Locked }, ApproveBatch c) => Approve(batch, c, deadlines, now),
        (_, ApproveBatch c) when batch.ApprovedBy is not null => Repeated(batch, batch.ApprovedBy == c.By),
        (_, ApproveBatch) => WrongState(batch, BatchState.Locked),

        ({ State: BatchState.Locked or BatchState.Approved }, ReturnBatch c) => new BatchReturned(now, c.By, c.Reason),
        ({ State: BatchState.Returned }, ReturnBatch c) => Repeated(batch, (batch.ReturnedBy, batch.ReturnedReason) == (c.By, c.Reason)),
        (_, ReturnBatch) => WrongState(batch, BatchState.Locked, BatchState.Approved),

        ({ State: BatchState.Approved }, PayBatch c) => Pay(batch, c, deadlines, now),
        ({ State: BatchState.Paid or BatchState.Settled }, PayBatch c) when batch.PaidBy == c.By => Nothing,
        (_, PayBatch) => WrongState(batch, BatchState.Approved),

        // Told of the lock just when it was returned: told to leave once more.
        ({ State: BatchState.Returned }, NoteTold { Progress: BatchProgress.Locked } c) when batch.Item(c.RefundId)?.Progress == BatchProgress.Freed =>
            new ItemTold(now, c.RefundId, c.Progress),
        (_, NoteTold c) when batch.Item(c.RefundId)?.Progress < c.Progress => new ItemTold(now, c.RefundId, c.Progress),
        (_, NoteTold) => Nothing,

        ({ State: BatchState.Paid }, LookAtItems c) => LookAt(batch, c, deadlines, now),
        (_, LookAtItems) => Nothing,

        ({ DueAt: { } due, Overdue: false }, PassBatchDeadline) when due <= now => new BatchOverdue(now),
        (_, PassBatchDeadline) => Nothing,

        _ => throw new InvalidOperationException($"{command.GetType().Name} is not decided on"),
    };

    // R-PPL-1. The third check and this approval are both the supervisor's step; nobody else's is.
    private static Decision<BatchEvent> Approve(Batch batch, ApproveBatch approve, Deadlines deadlines, Instant now) =>
        batch.CreatedBy == approve.By ? SamePerson("CreateBatch")
        : Earlier(batch, approve.By, CheckStep.Third) is { } step ? SamePerson(step)
        : new BatchApproved(now, approve.By, deadlines.BatchStep(now));

    // R-PPL-1.
    private static Decision<BatchEvent> Pay(Batch batch, PayBatch pay, Deadlines deadlines, Instant now) =>
        batch.ApprovedBy == pay.By ? SamePerson("ApproveBatch")
        : Earlier(batch, pay.By, except: null) is { } step ? SamePerson(step)
        : new BatchPaid(now, pay.By, deadlines.AskAgain(0, now));

    private static Decision<BatchEvent> LookAt(Batch batch, LookAtItems look, Deadlines deadlines, Instant now)
    {
        var ended = look.Ended.Where(end => batch.Item(end.Key) is { HasEnded: false }).ToImmutableDictionary();
        var isSettled = batch.Items.All(item => item.HasEnded || ended.ContainsKey(item.RefundId));
        var looked = new BatchLookedAt(now, ended, isSettled ? null : deadlines.AskAgain(batch.Looks + 1, now));
        return isSettled ? Decision<BatchEvent>.Of(looked, new BatchSettled(now)) : looked;
    }

    private static string? Earlier(Batch batch, string by, CheckStep? except) =>
        batch.Items.SelectMany(item => item.People).FirstOrDefault(check => check.By == by && check.Step != except) is { } earlier ? $"{earlier.Step}" : null;

    private static Refusal SamePerson(string step) =>
        new Refusal(RefundReasons.SamePerson, "nobody approves their own step").Rule("R-PPL-1").With("step", step);

    private static Decision<BatchEvent> Repeated(Batch batch, bool isSame) =>
        isSame ? Nothing : new Refusal(RefundReasons.AlreadyDecided, "somebody else decided this before").With("current", $"{batch.State}");

    private static Refusal WrongState(Batch batch, params IEnumerable<BatchState> allowed) =>
        Refusal.WrongState(RefundReasons.BatchStateInvalid, $"{batch.State}", allowed.Select(state => $"{state}"));
}
