using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Returns.Domain;

/// <summary>A courier's pickup, booked under a number that follows from the return's id.</summary>
/// <param name="BookFrom">When it was decided: it can be booked from then on.</param>
/// <param name="Due">When it has to be done at the latest (R-RET-4); no other slot moves it.</param>
/// <param name="Slot">When the courier comes, as far as it confirmed.</param>
public sealed record Pickup(string BookingNo, Instant BookFrom, Instant Due, PickupSlot Slot)
{
    public bool IsBooked { get; init; }

    public bool IsDone { get; init; }

    /// <summary>Not done in time (R-RET-5); it can still be made good.</summary>
    public bool IsMissed { get; init; }

    /// <summary>The courier was told that it is off, or never knew of it.</summary>
    public bool IsCalledOff { get; init; }

    /// <summary>What the courier has still to be told; null for nothing.</summary>
    public PickupMove? Move { get; init; }

    /// <summary>How often it was moved, by anybody.</summary>
    public int Moves { get; init; }

    /// <summary>How often the customer moved it.</summary>
    public int Reschedules { get; init; }

    public ImmutableArray<FailedAttempt> Attempts { get; init; } = [];

    /// <summary>Why only a person can go on.</summary>
    public PickupProblem Problem { get; init; }

    /// <summary>When the courier is asked next; null before it was booked.</summary>
    public Instant? AskAt { get; init; }

    /// <summary>Numbers under which it was booked before, and that the courier gave up.</summary>
    public ImmutableArray<string> Former { get; init; } = [];

    /// <summary>When the courier is to come, confirmed or not.</summary>
    public PickupSlot Wanted => Move?.Slot ?? Slot;
}

/// <summary>When the courier is to come: a span of one day, in the business zone.</summary>
public sealed record PickupSlot(LocalDate Day, LocalTime From, LocalTime To)
{
    public Instant Begin(BusinessCalendar calendar) => calendar.At(Day, From);

    public Instant End(BusinessCalendar calendar) => calendar.At(Day, To);
}

/// <summary>Another slot, committed before the courier is told.</summary>
/// <param name="Number">Of <see cref="Pickup.Moves"/>: an answer to an earlier one is not an answer to this.</param>
/// <param name="At">When it was decided: the courier can be told from then on.</param>
/// <param name="IsElsewhere">The address is another too.</param>
public sealed record PickupMove(int Number, PickupSlot Slot, string By, Instant At, bool IsElsewhere = false);

/// <summary>The courier was to pick goods up and did not.</summary>
/// <param name="ReportNo">The courier's number of it.</param>
/// <param name="Next">When it comes again; null where a person has to see to it.</param>
public sealed record FailedAttempt(int Number, string ReportNo, AttemptFailure Failure, Instant At, PickupSlot? Next);

/// <summary>Where goods are picked up, and from whom: personal data, sealed before it reaches a state or an event (R-PPL-2).</summary>
public sealed record Address(string Name, string Phone, string Text)
{
    /// <summary>Without its fields (R-PPL-2).</summary>
    public override string ToString() => nameof(Address);
}
