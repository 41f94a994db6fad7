using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Refunds.Domain.Reconciliation;

/// <summary>What happened to an item of a reconciliation.</summary>
public abstract record ItemEvent(Instant At);

/// <summary>The payment or the statement was told of, or corrected: whatever was said about a difference before is void.</summary>
/// <param name="DueAt">Until when a difference has to be settled, if this leaves one.</param>
public abstract record ItemChanged(Instant At, Instant DueAt) : ItemEvent(At);

public sealed record OursTold(Instant At, Movement Ours, Instant DueAt) : ItemChanged(At, DueAt);

/// <param name="OutRequestNo">Empty where the row names no payment of ours.</param>
public sealed record RowTold(Instant At, MoneyDirection Direction, string OutRequestNo, StatementRow Row, Instant DueAt) : ItemChanged(At, DueAt);

/// <summary>A corrected statement lists the row elsewhere.</summary>
public sealed record RowWithdrawn(Instant At, string LogId, Instant DueAt) : ItemChanged(At, DueAt);

public sealed record DifferenceResolved(Instant At, string By, string Note) : ItemEvent(At), IReasoned
{
    string IReasoned.Reason => Note;
}

public sealed record DifferenceOverdue(Instant At) : ItemEvent(At);
