using System.Text;
using Aftersales.Complaints.Domain;
using Aftersales.Complaints.Queries;
using Aftersales.Platform.Csv;
using NodaTime.Text;

namespace Aftersales.Complaints;

/// <summary>A sheet as a file: a row for each number, and one for each thing that is listed, so that a spreadsheet can group it as it likes.</summary>
internal static class SheetCsv
{
    /// <summary>The same sheet gives the same bytes.</summary>
    public static string Write(string day, DailySheet sheet, BusinessCalendar calendar)
    {
        var csv = new CsvWriter().Row("day", "section", "key", "tier", "detail", "count", "case_id", "order_id", "time");
        void Count(string section, string key, long count, string tier = "", string detail = "") => csv.Row(day, section, key, tier, detail, $"{count}", "", "", "");
        void Case(string section, string key, string tier, string detail, string about, string order, Instant? at, long count = 1) =>
            csv.Row(day, section, key, tier, detail, $"{count}", about, order, at is { } time ? Time(time, calendar) : "");

        csv.Row(day, "period", "from", "", "", "", "", "", Time(sheet.From, calendar)).Row(day, "period", "until", "", "", "", "", "", Time(sheet.Until, calendar));
        Each("opened_by_type", sheet.Opened.ByType);
        Each("opened_by_tier", sheet.Opened.ByTier);
        Each("opened_by_channel", sheet.Opened.ByChannel);
        Each("opened_by_severity", sheet.Opened.BySeverity);
        Each("closed", sheet.Closed);
        foreach (var row in sheet.Open.ByType)
            Ages("open_by_type", Words.Of(row.Key), row.Tier, row.Ages);
        foreach (var row in sheet.Open.ByOwner)
            Ages("open_by_owner", row.Key, row.Tier, row.Ages);
        foreach (var breach in sheet.Breaches.Rows)
            Case("breach", breach.WaitedFor, Words.Of(breach.Tier), breach.HeldBy, breach.Case, breach.Order, breach.At);
        foreach (var claim in sheet.Claims.Rows)
            Case("claim", Words.Of(claim.Against), "", Words.Of(claim.Stage), claim.Case, claim.Order, null);
        foreach (var risk in sheet.Risks.Rows)
            Case("exposure_points", Words.Of(risk.Violation), "", "", risk.Case, risk.Order, risk.At, risk.Points);
        Count("exposure_points", "all", sheet.Points);
        foreach (var (section, omitted) in new[] { ("breach", sheet.Breaches.Omitted), ("claim", sheet.Claims.Omitted), ("exposure_points", sheet.Risks.Omitted) })
        {
            if (omitted > 0)
                Count(section, "not_listed", omitted);
        }

        return Encoding.UTF8.GetString(csv.Take());

        void Each<TKey>(string section, ImmutableSortedDictionary<TKey, long> counts)
            where TKey : Enum
        {
            foreach (var (key, count) in counts)
                Count(section, Words.Of(key), count);
            Count(section, "all", counts.Values.Sum());
        }

        void Ages(string section, string key, Tier tier, ImmutableArray<long> ages)
        {
            foreach (var (name, count) in ReadReports.AgeNames(sheet.AgeDays).Zip(ages).Where(age => age.Second > 0))
                Count(section, key, count, Words.Of(tier), name);
        }
    }

    private static string Time(Instant at, BusinessCalendar calendar) => LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss").Format(at.InZone(calendar.Zone).LocalDateTime);
}
