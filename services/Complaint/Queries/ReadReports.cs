using System.Text;
using Aftersales.Complaints.Domain;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Csv;
using Aftersales.Platform.Store;
using Google.Protobuf.WellKnownTypes;
using NodaTime.Text;
using CaseOutcome = Aftersales.Complaints.Domain.CaseOutcome;
using CaseType = Aftersales.Complaints.Domain.CaseType;
using Contract = Aftersales.Contracts;
using Duration = NodaTime.Duration;

namespace Aftersales.Complaints.Queries;

/// <summary>What is open, and what a month came to (R-QLT-3 by type; handbook §11).</summary>
public sealed class ReadReports(OpenCounts open, CaseDesk desk, IStore store)
{
    private static readonly CaseOutcome[] Outcomes = [.. System.Enum.GetValues<CaseOutcome>().Where(outcome => outcome != CaseOutcome.Unspecified)];

    public async Task<GetOpenCasesResponse> Handle(GetOpenCasesRequest request, Call call)
    {
        var report = await open.Read(call);
        var ages = desk.Policy(call).Reports.AgeDays;
        return new() { Open = report.ToContract(ages), Csv = OpenCsv(report, ages) };
    }

    public async Task<GetMonthlyReportResponse> Handle(GetMonthlyReportRequest request, Call call)
    {
        var month = YearMonthPattern.Iso.Parse(request.Month).Value;
        var opened = await store.AllUnder(call.Merchant, CaseSums.OpenedIn(month), call.Cancel);
        var closed = await store.AllUnder(call.Merchant, CaseSums.ClosedIn(month), call.Cancel);
        var rows = MonthReport.Of(
            opened.GroupBy(sum => CaseSums.ReadOpened(sum.Name)).ToDictionary(sum => sum.Key, sum => sum.Sum(part => part.Value)),
            [.. closed.Select(sum => (CaseSums.ReadClosed(sum.Name), sum.Value))]);
        return new() { Rows = { rows.Select(ToContract) }, Csv = MonthCsv(request.Month, rows) };
    }

    private static MonthlyReportRow ToContract(MonthRow row) => new()
    {
        Type = (Contract.Complaints.CaseType)row.Type,
        Opened = row.Opened,
        Closed = row.AllClosed,
        Outcomes = { row.Closed.Select(count => new OutcomeCount { Outcome = (Contract.Complaints.CaseOutcome)count.Key, Count = count.Value }) },
        FirstContactBasisPoints = row.FirstContactRate,
        RepeatBasisPoints = row.RepeatRate,
        ResolutionP50 = Span(row.P50),
        ResolutionP90 = Span(row.P90),
    };

    private static Google.Protobuf.WellKnownTypes.Duration? Span(Duration? time) => time?.ToTimeSpan().ToDuration();

    private static string OpenCsv(OpenCases report, ImmutableArray<int> ages)
    {
        var csv = new CsvWriter().Row(["by", "key", "tier", "open", .. AgeNames(ages)]);
        foreach (var row in report.ByType)
            csv.Row(["type", Words.Of(row.Key), Words.Of(row.Tier), $"{row.Count}", .. row.Ages.Select(count => $"{count}")]);
        foreach (var row in report.ByOwner)
            csv.Row(["owner", row.Key, Words.Of(row.Tier), $"{row.Count}", .. row.Ages.Select(count => $"{count}")]);
        return Encoding.UTF8.GetString(csv.Take());
    }

    /// <summary>Headings of classes of age: <c>days_0_to_0</c>, <c>days_1_to_2</c>, <c>days_7_and_more</c>.</summary>
    internal static IEnumerable<string> AgeNames(ImmutableArray<int> ages) =>
        ages.Prepend(0).Zip(ages, (from, until) => $"days_{from}_to_{until - 1}").Append($"days_{ages.LastOrDefault()}_and_more");

    private static string MonthCsv(string month, ImmutableArray<MonthRow> rows)
    {
        var csv = new CsvWriter().Row(
            ["month", "type", "opened", "closed", .. Outcomes.Select(outcome => Words.Of(outcome)), "first_contact_percent", "repeat_percent", "p50_minutes", "p90_minutes"]);
        foreach (var row in rows)
        {
            csv.Row(
            [
                month, row.Type == CaseType.Unspecified ? "all" : Words.Of(row.Type), $"{row.Opened}", $"{row.AllClosed}",
                .. Outcomes.Select(outcome => $"{row.Closed.GetValueOrDefault(outcome)}"),
                ReportCells.Hundredths(row.FirstContactRate), ReportCells.Hundredths(row.RepeatRate), ReportCells.Minutes(row.P50), ReportCells.Minutes(row.P90),
            ]);
        }

        return Encoding.UTF8.GetString(csv.Take());
    }
}
