using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Returns.Domain.Replacements;

/// <summary>The numbers of R-REP-1 that a merchant can change.</summary>
public record ReplacementPolicy
{
    public required string Version { get; init; }

    /// <summary>Whose fault it has to be for a replacement order or a part: the merchant's side, or the courier.</summary>
    public required ImmutableHashSet<ResponsibleParty> Faults { get; init; }

    /// <summary>A kind that is not named is the merchant's.</summary>
    public required ImmutableDictionary<ReplacementKind, CostPayer> PaidBy { get; init; }

    /// <summary>Confirmed before this time of day it is delivered after <see cref="EarlyDays"/>, else after <see cref="LateDays"/>.</summary>
    public required LocalTime CutOff { get; init; }

    public required int EarlyDays { get; init; }

    public required int LateDays { get; init; }

    /// <summary>Approved by the end of this day after the request; 0 is the day itself. Then it is overdue.</summary>
    public required int ApprovalDays { get; init; }

    /// <summary>Placed by the end of this day after the approval; 0 is the day itself. Then it is overdue.</summary>
    public required int PlacementDays { get; init; }

    /// <summary>The order platform says whether it took the order within so many hours; then a person has to find out.</summary>
    public required int AnswerHours { get; init; }

    /// <summary>Every so many hours the order platform is asked what became of an order.</summary>
    public required int AskHours { get; init; }

    /// <summary>An overdue delivery counts as lost at the end of this day after the promise.</summary>
    public required int LostDays { get; init; }
}

/// <summary>What a decision is taken under: the policy, the calendar and the moment.</summary>
public sealed record ReplacementTerms(ReplacementPolicy Policy, BusinessCalendar Calendar, Instant Now)
{
    public Instant EndOfDay(int n) => Calendar.EndOfDay(Now, n);

    public Instant NextAsk => Now + Duration.FromHours(Policy.AskHours);

    /// <summary>R-REP-1: before the cut-off the next day, later the day after.</summary>
    public Instant Promise =>
        EndOfDay(Now < Calendar.At(Calendar.Today(Now), Policy.CutOff) ? Policy.EarlyDays : Policy.LateDays);
}
