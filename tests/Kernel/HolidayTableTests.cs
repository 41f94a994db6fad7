using System.Globalization;
using System.Text;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Kernel.Tests;

public class HolidayTableTests
{
    private static readonly HolidayTable China = HolidayTable.China;

    [Theory]
    [InlineData(2025, 5, 1, false)]
    [InlineData(2025, 4, 27, true)] // a Sunday, made up
    [InlineData(2025, 10, 8, false)]
    [InlineData(2026, 2, 14, true)] // a Saturday, made up
    [InlineData(2026, 2, 23, false)]
    [InlineData(2026, 6, 2, true)]
    [InlineData(2026, 6, 6, false)]
    [InlineData(2026, 6, 19, false)]
    [InlineData(2027, 10, 4, false)]
    [InlineData(1999, 10, 1, true)] // a Friday without data
    [InlineData(2050, 1, 1, false)] // a Saturday without data
    [InlineData(9999, 12, 31, true)]
    public void Holidays_make_up_days_and_weekends(int year, int month, int day, bool worked) =>
        China.IsWorkingDay(new LocalDate(year, month, day)).ShouldBe(worked);

    [Theory]
    [InlineData(2025, 248)]
    [InlineData(2026, 248)]
    public void An_announced_year_has_the_working_days_that_the_statute_leaves(int year, int days) =>
        Enumerable.Range(0, 365).Count(d => China.IsWorkingDay(new LocalDate(year, 1, 1).PlusDays(d))).ShouldBe(days);

    [Theory]
    [InlineData(2024, false)]
    [InlineData(2025, true)]
    [InlineData(2026, true)]
    [InlineData(2027, false)]
    public void A_year_not_yet_announced_is_provisional(int year, bool announced) => China.IsAnnounced(year).ShouldBe(announced);

    [Theory]
    [InlineData(2025)]
    [InlineData(2026)]
    [InlineData(2027)]
    public void The_lunar_festivals_are_free(int year)
    {
        China.IsWorkingDay(Lunar(year, 1, 1)).ShouldBeFalse();
        China.IsWorkingDay(Lunar(year, 1, 1).PlusDays(-1)).ShouldBeFalse();
        China.IsWorkingDay(Lunar(year, 5, 5)).ShouldBeFalse();
        China.IsWorkingDay(Lunar(year, 8, 15)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[1")]
    [InlineData("""{"version":"1","zone":"Asia/Shanghai","years":[{"year":2030,"status":"rumoured","holidays":[],"makeUpWorkDays":[]}]}""")]
    [InlineData("""{"version":"1","zone":"Nowhere/Else","years":[]}""")]
    [InlineData("""{"version":"1","zone":"Asia/Shanghai","years":[{"year":2030,"status":"announced","holidays":[{"name":"x","from":"2030-01-02","to":"2030-01-01"}],"makeUpWorkDays":[]}]}""")]
    [InlineData("""{"version":"1","zone":"Asia/Shanghai","years":[{"year":2030,"status":"announced","holidays":[{"name":"x","from":"2030-01-01","to":"2030-01-01"}],"makeUpWorkDays":["2030-01-01"]}]}""")]
    [InlineData("""{"version":"1","zone":"Asia/Shanghai","years":[{"year":2030,"status":"announced","holidays":[],"makeUpWorkDays":["2030-02-30"]}]}""")]
    public void A_data_file_that_is_malformed_or_contradicts_itself_is_refused(string json) =>
        Should.Throw<FormatException>(() => HolidayTable.Read(new MemoryStream(Encoding.UTF8.GetBytes(json))));

    private static LocalDate Lunar(int year, int month, int day)
    {
        var calendar = new ChineseLunisolarCalendar();
        var leap = calendar.GetLeapMonth(year);
        return LocalDate.FromDateTime(calendar.ToDateTime(year, leap > 0 && month >= leap ? month + 1 : month, day, 0, 0, 0, 0));
    }
}
