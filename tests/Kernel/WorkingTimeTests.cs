using Aftersales.Kernel;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using NodaTime.Text;

namespace Aftersales.Kernel.Tests;

/// <summary>Staffed and worked time against a reference that looks at every minute.</summary>
public class WorkingTimeTests
{
    private static readonly BusinessCalendar Calendar = BusinessCalendar.Default;

    [Theory]
    [InlineData("2026-06-05T17:00", 120, "2026-06-05T20:00")] // across the break of the evening
    [InlineData("2026-06-05T23:00", 120, "2026-06-08T10:00")] // Friday night: Monday is the next day worked
    [InlineData("2026-02-14T23:30", 60, "2026-02-24T09:30")] // a make-up Saturday, then the Spring Festival until 23 February
    [InlineData("2026-02-17T12:00", 60, "2026-02-24T10:00")] // begun on a holiday
    [InlineData("2026-06-05T18:30", 0, "2026-06-05T18:30")]
    public void Working_time_leaves_out_breaks_nights_and_holidays_and_counts_make_up_days(string from, int minutes, string deadline) =>
        Calendar.WorkedDeadline(At(from), Duration.FromMinutes(minutes)).ShouldBe(At(deadline));

    [Fact]
    public void R_CLK_1_working_and_staffed_time_across_holidays_equal_the_slow_reference() => Prop.ForAll(Rosters, Moments, Minutes, (hours, from, minutes) =>
    {
        var (calendar, to) = (Calendar.With(hours), from + Duration.FromMinutes(minutes));
        return calendar.StaffedBetween(from, to) == Reference(hours, from, to, _ => true)
            && calendar.WorkedBetween(from, to) == Reference(hours, from, to, calendar.IsWorkingDay);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void R_CLK_1_a_deadline_is_the_first_moment_by_which_so_much_was_worked() => Prop.ForAll(Rosters, Moments, Minutes, (hours, from, minutes) =>
    {
        var (calendar, time) = (Calendar.With(hours), Duration.FromMinutes(minutes / 10 + 1));
        var (worked, staffed) = (calendar.WorkedDeadline(from, time), calendar.StaffedDeadline(from, time));
        return calendar.WorkedBetween(from, worked) == time
            && calendar.WorkedBetween(from, worked - Duration.Epsilon) < time
            && calendar.StaffedBetween(from, staffed) == time
            && staffed <= worked;
    }).QuickCheckThrowOnFailure();

    private static Duration Reference(StaffedHours hours, Instant from, Instant to, Func<LocalDate, bool> counts)
    {
        var minutes = 0;
        for (var minute = from; minute < to; minute += Duration.FromMinutes(1))
        {
            var (day, time) = (minute.InZone(Calendar.Zone).Date, minute.InZone(Calendar.Zone).TimeOfDay);
            if (counts(day) && hours.Shifts.Any(shift => shift.From <= time && (time < shift.To || shift.To == LocalTime.Midnight)))
                minutes++;
        }

        return Duration.FromMinutes(minutes);
    }

    // Up to four edges of the day in order, to the minute: one or two shifts; the last may end at midnight.
    private static Arbitrary<StaffedHours> Rosters => (
        from edges in Gen.ListOf(Gen.Choose(0, 1440), 4)
        let sorted = edges.Distinct().Order().ToList()
        where sorted.Count is 2 or 4
        select new StaffedHours([.. sorted.Chunk(2).Select(shift => (Time(shift[0]), Time(shift[1])))])).ToArbitrary();

    // From October 2025 to March 2026, which has National Day, New Year, the Spring Festival, and make-up days around them.
    private static Arbitrary<Instant> Moments =>
        Gen.Choose(0, 180 * 1440).Select(minute => Instant.FromUtc(2025, 9, 20, 16, 0) + Duration.FromMinutes(minute)).ToArbitrary();

    private static Arbitrary<int> Minutes => Gen.Choose(0, 16 * 1440).ToArbitrary();

    private static LocalTime Time(int minute) => LocalTime.Midnight.PlusMinutes(minute);

    private static Instant At(string local) => LocalDateTimePattern.GeneralIso.Parse(local + ":00").Value.InZoneStrictly(Calendar.Zone).ToInstant();
}
