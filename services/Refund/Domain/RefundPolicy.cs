using System.Collections.Immutable;

namespace Aftersales.Refunds.Domain;

/// <summary>The numbers of handbook §6 that a merchant can change.</summary>
public record RefundPolicy
{
    /// <summary>Kept with each decision.</summary>
    public required string Version { get; init; }

    /// <summary>Days until a customer who names no account has let the refund expire.</summary>
    public required int PayeeDays { get; init; }

    /// <summary>R-REF-2.</summary>
    public required int FirstCheckWorkingDays { get; init; }

    /// <summary>R-REF-2 leaves the second and third check what is left of the time to payment; these make sure that the payer has some of it.</summary>
    public required int SecondCheckWorkingDays { get; init; }

    /// <inheritdoc cref="SecondCheckWorkingDays"/>
    public required int ThirdCheckWorkingDays { get; init; }

    /// <summary>R-REF-2: after the first check, for cash compensation after the request.</summary>
    public required int PaidWithinWorkingDays { get; init; }

    /// <summary>R-REF-1.</summary>
    public required int NormalPaidByDay { get; init; }

    /// <summary>R-REF-10.</summary>
    public required int UndispatchedMinutes { get; init; }

    /// <summary>R-REF-8: then it is paid without waiting longer.</summary>
    public required int InvoiceClearingHours { get; init; }

    /// <summary>R-REF-5: then the advance is to be collected.</summary>
    public required int AdvanceReturnDays { get; init; }

    /// <summary>R-REF-5: the last days of the classes of age of what is to be collected, ascending; older than the last is a class of its own.</summary>
    public required ImmutableArray<int> CollectionAgeingDays { get; init; }

    /// <summary>First pause before the channel is asked what became of a payment; each next one is twice as long.</summary>
    public required int FirstAskSeconds { get; init; }

    /// <summary>Bound of the pauses.</summary>
    public required int LongestAskSeconds { get; init; }

    /// <summary>After so many answers that told nothing a person has to look; asking goes on.</summary>
    public required int AsksBeforePerson { get; init; }

    /// <summary>So long after a payment was decided on a person has to look, however seldom the channel could be asked.</summary>
    public required int UnknownMinutesBeforePerson { get; init; }

    /// <summary>R-REF-9: hours after a payment at which the channel is asked whether it stands.</summary>
    public required ImmutableArray<int> ConfirmAfterHours { get; init; }

    /// <summary>R-INV-3: postage paid back for a wrong invoice that was sent back, in fen, at most.</summary>
    public required int InvoicePostageFen { get; init; }

    /// <summary>R-REF-7: a batch lists at most so many refunds.</summary>
    public required int BatchItems { get; init; }

    /// <summary>What finance works by.</summary>
    public required BooksPolicy Books { get; init; }
}
