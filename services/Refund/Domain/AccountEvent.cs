using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Refunds.Domain;

/// <summary>What happened on an order's account.</summary>
public abstract record AccountEvent(Instant At);

/// <summary>The order's facts, where they are new or differ from those of the request before.</summary>
public sealed record OrderTold(Instant At, PaidOrder Order) : AccountEvent(At);

/// <summary>What happened to one refund. Deadlines are part of the events, since policies change.</summary>
public abstract record RefundEvent(Instant At, string RefundId) : AccountEvent(At);

public sealed record Requested(
    Instant At, string RefundId, Cause Cause, RefundKind Kind, Parts Parts, bool Advance, string? ReturnId, string By, Instant? PayBy, Instant DueAt,
    string PolicyVersion) : RefundEvent(At, RefundId);

public sealed record PayeeProvided(Instant At, string RefundId, Payee Payee, Instant DueAt) : RefundEvent(At, RefundId);

/// <param name="PayBy">When it has to be paid at the latest.</param>
/// <param name="DueAt">When the next step is overdue.</param>
public sealed record CheckPassed(Instant At, string RefundId, CheckStep Step, string By, bool AsDeputy, Instant PayBy, Instant DueAt) : RefundEvent(At, RefundId);

/// <summary>Somebody read the payee in clear; kept for good (R-PPL-2).</summary>
public sealed record PayeeRevealed(Instant At, string RefundId, CheckStep Step, string By, RevealPurpose Purpose) : RefundEvent(At, RefundId);

/// <summary>Sent back by a check, or by the channel when <paramref name="By"/> is null; the payee is asked for again.</summary>
public sealed record SentBack(Instant At, string RefundId, string Reason, string? By, Instant DueAt) : RefundEvent(At, RefundId), IReasoned;

public sealed record Accepted(Instant At, string RefundId, Instant InvoiceDueAt) : RefundEvent(At, RefundId);

/// <param name="Cleared">False when the deadline passed without an answer (R-CLK-4).</param>
public sealed record InvoiceDone(Instant At, string RefundId, bool Cleared) : RefundEvent(At, RefundId);

/// <summary>Invoice answered after the refund had gone on without it, or was sent back meanwhile (R-REF-8).</summary>
public sealed record ClearedLate(Instant At, string RefundId) : RefundEvent(At, RefundId);

/// <param name="BatchId">Null when the batch was returned, so that another can take the refund.</param>
public sealed record Batched(Instant At, string RefundId, string? BatchId) : RefundEvent(At, RefundId);

/// <summary>It will be paid, under this number. Committed before the channel is asked (R-REF-4).</summary>
/// <param name="By">Who paid the batch; null for a normal refund.</param>
public sealed record PayoutDecided(Instant At, string RefundId, string OutRequestNo, string? By) : RefundEvent(At, RefundId);

/// <summary>No final answer of the channel; it is asked again.</summary>
/// <param name="Failure">The channel's code where it gave one.</param>
/// <param name="TellPerson">It has gone on for so long that a person has to look (R-CLK-4).</param>
public sealed record PayoutUnknown(Instant At, string RefundId, string? Failure, Instant AskAt, bool TellPerson) : RefundEvent(At, RefundId);

/// <param name="AskAt">When the channel is asked whether it stands; null for never.</param>
/// <param name="ReturnBy">When an advance's goods have to be back; null for no advance.</param>
public sealed record Paid(Instant At, string RefundId, string ChannelNo, Instant PaidAt, Instant? AskAt, Instant? ReturnBy) : RefundEvent(At, RefundId);

/// <summary>Asked later, the channel still says paid.</summary>
public sealed record PaymentConfirmed(Instant At, string RefundId, Instant? AskAt) : RefundEvent(At, RefundId);

/// <summary>Asked later, the channel gave no answer; it is asked again.</summary>
public sealed record ConfirmationAwaited(Instant At, string RefundId, Instant AskAt) : RefundEvent(At, RefundId);

/// <summary>The channel took a payment back (R-REF-9): the payout reopens under another number, and the payee is asked for.</summary>
public sealed record PaymentReversed(Instant At, string RefundId, string Code, Instant DueAt) : RefundEvent(At, RefundId);

/// <summary>A person said what became of a payment; another has to say the same before it counts (R-PPL-1).</summary>
public sealed record OutcomeReported(Instant At, string RefundId, OutcomeStatement Statement) : RefundEvent(At, RefundId), IReasoned
{
    string IReasoned.Reason => Statement.Reason;
}

/// <summary>Another person said the same. What follows from it are events of their own.</summary>
/// <param name="VerifyAt">When the channel is asked whether it agrees that nothing was paid; null where it was.</param>
public sealed record OutcomeConfirmed(Instant At, string RefundId, string By, Instant? VerifyAt) : RefundEvent(At, RefundId);

/// <summary>The channel was asked about what two people said was not paid, and does not contradict them.</summary>
public sealed record OutcomeVerified(Instant At, string RefundId, string OutRequestNo, Instant? VerifyAt) : RefundEvent(At, RefundId);

/// <summary>The channel says that it paid what two people said was not paid. Nothing is booked and nothing more is paid before people have settled it.</summary>
public sealed record OutcomeContradicted(Instant At, string RefundId, string OutRequestNo, string ChannelNo, Instant PaidAt) : RefundEvent(At, RefundId);

public sealed record Failed(Instant At, string RefundId, string Code) : RefundEvent(At, RefundId);

public sealed record Cancelled(Instant At, string RefundId, string Reason) : RefundEvent(At, RefundId);

/// <summary>The goods of an advance were inspected, or will not come (R-REF-5).</summary>
/// <param name="CollectBy">When a supervisor has to decide on what is not settled by then.</param>
public sealed record AdvanceClosed(Instant At, string RefundId, Money Accepted, bool Inspected, Instant CollectBy) : RefundEvent(At, RefundId)
{
    /// <summary>Version of the return whose end closed it; 0 where nothing was heard of it.</summary>
    public long ReturnVersion { get; init; }
}

/// <summary>More goods came back than an advance pays for that was made smaller before: the plan has the rest refunded by itself.</summary>
/// <param name="Pieces">By line, all that were ever told of.</param>
public sealed record FellShort(Instant At, string RefundId, ImmutableDictionary<string, int> Pieces) : RefundEvent(At, RefundId);

/// <summary>Fewer goods came back than an advance that was not accepted yet is for, or some were accepted in part.</summary>
public sealed record Reduced(Instant At, string RefundId, Parts Parts) : RefundEvent(At, RefundId);

public sealed record MoneyCollected(Instant At, string RefundId, Receipt Receipt) : RefundEvent(At, RefundId);

public sealed record ClaimWrittenOff(Instant At, string RefundId, Money Amount, WriteOff WriteOff) : RefundEvent(At, RefundId), IReasoned
{
    string IReasoned.Reason => WriteOff.Reason;
}

/// <summary>What is to be collected has been so for so long that a supervisor has to decide (R-CLK-4).</summary>
public sealed record CollectionOverdue(Instant At, string RefundId) : RefundEvent(At, RefundId);

public sealed record StepOverdue(Instant At, string RefundId) : RefundEvent(At, RefundId);
