using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Refunds.Domain.Batches;

/// <summary>What happened to a batch. Deadlines are part of the events, since policies change.</summary>
public abstract record BatchEvent(Instant At);

public sealed record BatchLocked(Instant At, string BatchId, ImmutableArray<BatchItem> Items, string By, Instant? DueAt) : BatchEvent(At);

public sealed record BatchApproved(Instant At, string By, Instant DueAt) : BatchEvent(At);

/// <param name="Reason">No personal data.</param>
public sealed record BatchReturned(Instant At, string By, string Reason) : BatchEvent(At), IReasoned;

/// <param name="LookAt">When it is looked at how the refunds went.</param>
public sealed record BatchPaid(Instant At, string By, Instant LookAt) : BatchEvent(At);

/// <summary>A refund was told that it is locked into the batch, released for payment, or free again.</summary>
public sealed record ItemTold(Instant At, string RefundId, BatchProgress Progress) : BatchEvent(At);

/// <summary>It was looked at how the refunds went.</summary>
/// <param name="Ended">Refunds whose end is new.</param>
/// <param name="LookAt">When the others are looked at again; null when there are none.</param>
public sealed record BatchLookedAt(Instant At, ImmutableDictionary<string, BatchProgress> Ended, Instant? LookAt) : BatchEvent(At);

/// <summary>Each refund has come to an end.</summary>
public sealed record BatchSettled(Instant At) : BatchEvent(At);

public sealed record BatchOverdue(Instant At) : BatchEvent(At);
