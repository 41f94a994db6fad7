using Aftersales.Kernel;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using NodaTime.Text;

namespace Aftersales.Kernel.Tests;

public class BusinessCalendarTests
{
    private static readonly BusinessCalendar Calendar = BusinessCalendar.Default;

    [Theory]
    [InlineData("2026-06-02T09:00", 0, "2026-06-03T00:00")]
    [InlineData("2026-06-02T09:00", 5, "2026-06-08T00:00")]
    [InlineData("2026-06-02T00:00", 1, "2026-06-04T00:00")]
    [InlineData("2026-06-02T23:59:59", 7, "2026-06-10T00:00")]
    [InlineData("2026-12-31T12:00", 1, "2027-01-02T00:00")]
    public void Conventions_day_n_counts_from_the_day_after_and_ends_at_24(string from, int n, string end) =>
        Local(Calendar.EndOfDay(At(from), n)).ShouldBe(end);

    [Theory]
    [InlineData("2026-06-02T09:00", 1, "2026-06-04T00:00")]
    [InlineData("2026-06-05T09:00", 1, "2026-06-09T00:00")] // Friday: Monday is the next one worked
    [InlineData("2026-06-06T09:00", 2, "2026-06-10T00:00")]
    [InlineData("2026-02-13T18:00", 2, "2026-02-25T00:00")] // the Saturday is worked, then the Spring Festival until 23 February
    [InlineData("2026-09-30T10:00", 5, "2026-10-14T00:00")] // National Day week, then Saturday 10 October is worked
    [InlineData("2026-06-02T09:00", 0, "2026-06-03T00:00")]
    public void R_CLK_2_working_days_follow_the_holiday_calendar(string from, int n, string end) =>
        Local(Calendar.AfterWorkingDays(At(from), n)).ShouldBe(end);

    [Theory]
    [InlineData("2026-06-02T09:00:00", 60, "2026-06-02T09:01")]
    [InlineData("2026-06-02T03:00:00", 60, "2026-06-02T09:01")]
    [InlineData("2026-06-02T17:59:30", 60, "2026-06-02T19:00:30")]
    [InlineData("2026-06-02T17:59:30", 30, "2026-06-02T18:00")]
    [InlineData("2026-06-02T23:59:30", 60, "2026-06-03T09:00:30")]
    [InlineData("2026-02-17T18:30:00", 60, "2026-02-17T19:01")] // a holiday is staffed like any other day
    [InlineData("2026-06-02T09:00:00", 15 * 3600, "2026-06-03T10:00")]
    [InlineData("2026-06-02T18:30:00", 0, "2026-06-02T18:30")]
    public void R_CLK_1_a_response_is_due_in_staffed_hours(string from, int seconds, string deadline) =>
        Local(Calendar.StaffedDeadline(At(from), Duration.FromSeconds(seconds))).ShouldBe(deadline);

    [Fact]
    public void R_CLK_1_the_staffed_time_until_a_deadline_is_what_was_given() => Prop.ForAll(Moments, Spans, (from, span) =>
        Calendar.StaffedBetween(from, Calendar.StaffedDeadline(from, span)) == span).QuickCheckThrowOnFailure();

    [Fact]
    public void R_CLK_1_staffed_time_adds_up_over_neighbouring_spans() => Prop.ForAll(Moments, Spans, Spans, (from, a, b) =>
        Calendar.StaffedBetween(from, from + a) + Calendar.StaffedBetween(from + a, from + a + b) == Calendar.StaffedBetween(from, from + a + b))
        .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("2026-06-02T16:59:59", 17, "2026-06-02T17:00")]
    [InlineData("2026-06-02T17:00:00", 17, "2026-06-03T17:00")]
    [InlineData("2026-06-02T19:59:00", 20, "2026-06-02T20:00")]
    [InlineData("2026-12-31T20:00:01", 20, "2027-01-01T20:00")]
    public void R_INV_5_R_TRK_1_what_comes_at_the_cut_off_goes_with_the_next(string now, int hour, string cutOff) =>
        Local(Calendar.NextCutOff(At(now), new LocalTime(hour, 0))).ShouldBe(cutOff);

    [Fact]
    public void A_later_event_never_has_an_earlier_deadline() => Prop.ForAll(Moments, Spans, Gen.Choose(0, 30).ToArbitrary(), (from, later, n) =>
        Calendar.EndOfDay(from, n) <= Calendar.EndOfDay(from + later, n)
        && Calendar.AfterWorkingDays(from, n) <= Calendar.AfterWorkingDays(from + later, n)
        && Calendar.EndOfDay(from, n) <= Calendar.AfterWorkingDays(from, n)
        && Calendar.StaffedDeadline(from, later) >= from + later).QuickCheckThrowOnFailure();

    [Fact]
    public void A_working_day_deadline_ends_a_working_day() => Prop.ForAll(Moments, Gen.Choose(1, 30).ToArbitrary(), (from, n) =>
        Calendar.IsWorkingDay(Calendar.Today(Calendar.AfterWorkingDays(from, n) - Duration.Epsilon))).QuickCheckThrowOnFailure();

    [Fact]
    public void The_day_is_Shanghais() => Calendar.Today(Instant.FromUtc(2026, 6, 1, 16, 0)).ShouldBe(new LocalDate(2026, 6, 2));

    [Fact]
    public void Days_and_spans_backwards_are_errors()
    {
        var now = At("2026-06-02T09:00");
        Should.Throw<ArgumentOutOfRangeException>(() => Calendar.EndOfDay(now, -1));
        Should.Throw<ArgumentOutOfRangeException>(() => Calendar.AfterWorkingDays(now, -1));
        Should.Throw<ArgumentOutOfRangeException>(() => Calendar.StaffedDeadline(now, -Duration.Epsilon));
        Should.Throw<ArgumentOutOfRangeException>(() => Calendar.StaffedBetween(now, now - Duration.Epsilon));
    }

    [Fact]
    public void Shifts_that_overlap_or_cross_midnight_are_errors()
    {
        Should.Throw<ArgumentException>(() => new StaffedHours());
        Should.Throw<ArgumentException>(() => new StaffedHours((new(9, 0), new(18, 0)), (new(17, 0), new(20, 0))));
        Should.Throw<ArgumentException>(() => new StaffedHours((new(22, 0), new(6, 0))));
        Should.Throw<ArgumentException>(() => new StaffedHours((new(9, 0), new(9, 0))));
        new BusinessCalendar(HolidayTable.China, new StaffedHours((LocalTime.Midnight, LocalTime.Midnight)))
            .StaffedDeadline(At("2026-06-02T03:00"), Duration.FromHours(48)).ShouldBe(At("2026-06-04T03:00"));
    }

    private static Arbitrary<Instant> Moments =>
        Gen.Choose(0, 4 * 366 * 86_400).Select(s => Instant.FromUtc(2024, 6, 1, 0, 0) + Duration.FromSeconds(s)).ToArbitrary();

    private static Arbitrary<Duration> Spans => Gen.Choose(0, 10 * 86_400).Select(s => Duration.FromSeconds(s)).ToArbitrary();

    private static Instant At(string local) =>
        LocalDateTimePattern.GeneralIso.Parse(local.Length == 16 ? local + ":00" : local).Value.InZoneStrictly(Calendar.Zone).ToInstant();

    private static string Local(Instant moment) =>
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss").Format(moment.InZone(Calendar.Zone).LocalDateTime) is var text
        && text.EndsWith(":00", StringComparison.Ordinal) ? text[..^3] : text;
}
