using NodaTime;

namespace Aftersales.Kernel;

/// <summary>
/// Deadlines as the handbook counts them: <em>day n</em> counts calendar days from the day after the event and ends at 24:00, <em>working days</em>
/// follow the holiday calendar, staffed hours are those of <see cref="StaffedHours"/>. Hours round the clock need no calendar: add a duration.
/// </summary>
public sealed class BusinessCalendar(HolidayTable holidays, StaffedHours staffed)
{
    /// <summary>Mainland China, Asia/Shanghai, the default staffed hours.</summary>
    public static BusinessCalendar Default { get; } = new(HolidayTable.China, StaffedHours.Default);

    /// <summary>The zone in which days begin and end.</summary>
    public DateTimeZone Zone => holidays.Zone;

    /// <summary>The version of the holiday data.</summary>
    public string Version => holidays.Version;

    /// <summary>The same days and holidays with other staffed hours.</summary>
    public BusinessCalendar With(StaffedHours hours) => new(holidays, hours);

    /// <summary>The date at that moment.</summary>
    public LocalDate Today(Instant now) => now.InZone(Zone).Date;

    /// <summary>The moment of a date and time of day.</summary>
    public Instant At(LocalDate day, LocalTime time) => Zone.AtLeniently(day + time).ToInstant();

    /// <summary>Whether the day is worked; never throws, days outside the data go by their weekday.</summary>
    public bool IsWorkingDay(LocalDate day) => holidays.IsWorkingDay(day);

    /// <summary>The end (24:00, that is the first moment no longer in it) of day <paramref name="n"/> after the event; 0 is the event's own day.</summary>
    public Instant EndOfDay(Instant from, int n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        return EndOf(Today(from).PlusDays(n));
    }

    /// <summary>The end (24:00) of the <paramref name="n"/>-th working day after the event's day; 0 is the end of the event's own day, worked or not.</summary>
    public Instant AfterWorkingDays(Instant from, int n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        var day = Today(from);
        for (var worked = 0; worked < n;)
        {
            day = day.PlusDays(1);
            if (IsWorkingDay(day))
                worked++;
        }
        return EndOf(day);
    }

    /// <summary>When <paramref name="staffedTime"/> of staffed hours will have passed since the event (R-CLK-1); the event itself for zero.</summary>
    public Instant StaffedDeadline(Instant from, Duration staffedTime) => Deadline(from, staffedTime, static _ => true);

    /// <summary>How much of the span was staffed: an agent's response time (R-CLK-1).</summary>
    /// <param name="from">The beginning.</param>
    /// <param name="to">The end, not before <paramref name="from"/>.</param>
    public Duration StaffedBetween(Instant from, Instant to) => Between(from, to, static _ => true);

    /// <summary>
    /// When <paramref name="workedTime"/> will have been worked since the event: staffed hours of working days, make-up working days among them and
    /// holidays not; the event itself for zero.
    /// </summary>
    public Instant WorkedDeadline(Instant from, Duration workedTime) => Deadline(from, workedTime, IsWorkingDay);

    /// <summary>How much of the span was worked: the staffed hours of its working days.</summary>
    /// <param name="from">The beginning.</param>
    /// <param name="to">The end, not before <paramref name="from"/>.</param>
    public Duration WorkedBetween(Instant from, Instant to) => Between(from, to, IsWorkingDay);

    /// <summary>The next time the clock strikes <paramref name="time"/>; at that very moment it is the next day's: what comes at 17:00 missed it.</summary>
    public Instant NextCutOff(Instant now, LocalTime time)
    {
        var today = Today(now);
        var cutOff = At(today, time);
        return cutOff > now ? cutOff : At(today.PlusDays(1), time);
    }

    private Instant Deadline(Instant from, Duration time, Func<LocalDate, bool> counts)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, Duration.Zero);
        if (time == Duration.Zero)
            return from;
        for (var day = Today(from); ; day = day.PlusDays(1))
        {
            if (!counts(day))
                continue;
            foreach (var shift in staffed.On(day, Zone).Where(s => s.End > from))
            {
                var start = Instant.Max(shift.Start, from);
                if (shift.End - start >= time)
                    return start + time;
                time -= shift.End - start;
            }
        }
    }

    private Duration Between(Instant from, Instant to, Func<LocalDate, bool> counts)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(to, from);
        var sum = Duration.Zero;
        for (var day = Today(from); day <= Today(to); day = day.PlusDays(1))
        {
            if (!counts(day))
                continue;
            foreach (var shift in staffed.On(day, Zone))
                sum += Duration.Max(Duration.Zero, Instant.Min(shift.End, to) - Instant.Max(shift.Start, from));
        }

        return sum;
    }

    private Instant EndOf(LocalDate day) => Zone.AtStartOfDay(day.PlusDays(1)).ToInstant();
}
