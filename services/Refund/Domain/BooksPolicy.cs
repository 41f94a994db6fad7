using System.Collections.Immutable;
using NodaTime;

namespace Aftersales.Refunds.Domain;

/// <summary>The part of the refund policy that finance works by: batches, seals, reconciliation.</summary>
public sealed record BooksPolicy
{
    /// <summary>R-REF-7: when the day's batch is made, by the calendar's zone.</summary>
    public required LocalTime BatchAt { get; init; }

    /// <summary>R-CLK-4: working days within which a batch is approved, and once it is approved paid.</summary>
    public required int BatchStepWorkingDays { get; init; }

    /// <summary>R-REF-6: when the ledger of the days before is sealed; late enough after midnight that nearly everything decided before it is committed.</summary>
    public required LocalTime SealAt { get; init; }

    /// <summary>A seal covers at most so many entries; a day of more has several.</summary>
    public required int SealEntries { get; init; }

    /// <summary>R-CLK-4: working days within which a difference of a reconciliation is settled.</summary>
    public required int DifferenceWorkingDays { get; init; }

    /// <summary>Hours after an import at which a day with open differences is compared again, since our answers may come later than the statement.</summary>
    public required ImmutableArray<int> CompareAgainAfterHours { get; init; }

    /// <summary>业务类型 of the statement's rows in which money goes to customers.</summary>
    public required ImmutableArray<string> StatementPayments { get; init; }

    /// <summary>业务类型 of the rows in which the channel gives such money back (R-REF-9).</summary>
    public required ImmutableArray<string> StatementReversals { get; init; }
}
