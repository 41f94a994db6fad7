using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Returns.Domain.Repairs;

/// <summary>The clocks of repairs; each number of days ends at 24:00.</summary>
public record RepairPolicy
{
    public required string Version { get; init; }

    /// <summary>A request is quoted by then; then it is overdue.</summary>
    public required int QuoteDays { get; init; }

    /// <summary>Days from the quote, or the reminder before, to each reminder.</summary>
    public required ImmutableArray<int> ReminderDays { get; init; }

    /// <summary>Days from the last reminder until the quote counts as declined.</summary>
    public required int SilenceDays { get; init; }

    /// <summary>Accepted, the goods are handed over by then; then the repair is called off.</summary>
    public required int CollectDays { get; init; }

    /// <summary>Collected, they arrive by then; then they count as lost.</summary>
    public required int TransitDays { get; init; }

    public required int WorkDays { get; init; }

    public required int SendDays { get; init; }

    /// <summary>Sent back, they are delivered by then; then it is a claim.</summary>
    public required int DeliveryDays { get; init; }

    /// <summary>An overdue delivery counts as lost after so many days more.</summary>
    public required int LostDays { get; init; }

    /// <summary>Every so many hours the courier is asked whether it has the goods.</summary>
    public required int AskHours { get; init; }
}

/// <summary>What a decision is taken under: the policy, the calendar and the moment.</summary>
public sealed record RepairTerms(RepairPolicy Policy, BusinessCalendar Calendar, Instant Now)
{
    public Instant EndOfDay(int n) => Calendar.EndOfDay(Now, n);

    /// <summary>When a quote that was reminded of so often is looked at again.</summary>
    public Instant NextLook(int reminders) =>
        EndOfDay(reminders < Policy.ReminderDays.Length ? Policy.ReminderDays[reminders] : Policy.SilenceDays);

    /// <summary>Until when a quote can be accepted.</summary>
    public Instant QuoteEnd => EndOfDay(Policy.ReminderDays.Sum() + Policy.SilenceDays);
}
