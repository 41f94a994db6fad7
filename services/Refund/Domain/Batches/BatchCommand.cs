using System.Collections.Immutable;

namespace Aftersales.Refunds.Domain.Batches;

/// <summary>What can be asked of a batch.</summary>
public abstract record BatchCommand;

/// <param name="Items">Everything that waits; may be empty, which is refused.</param>
public sealed record LockBatch(string BatchId, ImmutableArray<BatchItem> Items, string By) : BatchCommand;

public sealed record ApproveBatch(string By) : BatchCommand;

public sealed record ReturnBatch(string By, string Reason) : BatchCommand;

public sealed record PayBatch(string By) : BatchCommand;

public sealed record NoteTold(string RefundId, BatchProgress Progress) : BatchCommand;

/// <param name="Ended">How refunds of the batch ended, by refund; those still under way are absent.</param>
public sealed record LookAtItems(ImmutableDictionary<string, BatchProgress> Ended) : BatchCommand;

/// <summary>The present step's deadline has come.</summary>
public sealed record PassBatchDeadline : BatchCommand;
