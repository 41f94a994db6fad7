using System.Globalization;
using Aftersales.Contracts.Tracking;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Csv;
using Aftersales.Platform.Grpc;
using Google.Protobuf;
using Grpc.Core;
using NodaTime;
using NodaTime.Text;
using CompletionReport = Aftersales.Tracking.Domain.CompletionReport;
using Contract = Aftersales.Contracts.Tracking;
using OpenReason = Aftersales.Tracking.Domain.OpenReason;
using TrackingReasons = Aftersales.Tracking.Domain.TrackingReasons;

namespace Aftersales.Tracking.Queries;

/// <summary>The completion report (R-TRK-4), as a message and as a file.</summary>
public sealed class ReadCompletion(Reporting reporting, Desk desk, BusinessCalendar calendar)
{
    private static readonly OpenReason[] Reasons = Enum.GetValues<OpenReason>();

    public async Task<GetCompletionReportResponse> Handle(GetCompletionReportRequest request, Call call)
    {
        var (day, report, frozen) = await Find(request.Day, call);
        var (from, until) = CompletionReport.Window(day, desk.Policy(call).Watch, calendar);
        return new()
        {
            Report = new()
            {
                Day = request.Day,
                FromTime = from.ToContract(),
                UntilTime = until.ToContract(),
                CountedTime = report.Counted.ToContract(),
                Frozen = frozen,
                Total = ToContract(report.Total),
                Regions = { report.Regions.Select(ToContract) },
            },
        };
    }

    public async Task Export(ExportCompletionReportRequest request, IServerStreamWriter<ExportCompletionReportResponse> parts, Call call)
    {
        var (_, report, _) = await Find(request.Day, call);
        var csv = new CsvWriter().Row(["日期", "地区", "应完成", "已完成", "完成率（%）", .. Reasons.Select(Wording.Of)]);
        foreach (var row in report.Regions)
            csv.Row(Cells(request.Day, row.Region, row));
        csv.Row(Cells(request.Day, "合计", report.Total));
        await parts.WriteAsync(new() { Chunk = ByteString.CopyFrom(csv.Take()) }, call.Cancel);
    }

    // One that was planned and is due can be looked at before it is counted.
    private async Task<(LocalDate Day, CompletionReport Report, bool Frozen)> Find(string text, Call call)
    {
        if (LocalDatePattern.Iso.Parse(text) is not { Success: true, Value: var day })
            throw new RefusedException(PlatformReasons.Invalid("day", "a day as yyyy-mm-dd"));
        return await reporting.Find(day, call) switch
        {
            { State.Report: { } report } => (day, report, true),
            { } when day <= calendar.Today(call.Now) => (day, await reporting.Count(day, call), false),
            _ => throw new RefusedException(new(TrackingReasons.ReportNotFound, "no report of that day")),
        };
    }

    private static Contract.CompletionRow ToContract(Domain.CompletionRow row) => new()
    {
        Region = row.Region,
        Due = row.Due,
        Completed = row.Completed,
        RateBasisPoints = row.BasisPoints,
        Open = { row.Open.Select(o => new Contract.OpenOrders { Reason = (Contract.OpenReason)o.Reason, Orders = o.Orders }) },
    };

    private static IEnumerable<string> Cells(string day, string region, Domain.CompletionRow row) =>
    [
        day, region, $"{row.Due}", $"{row.Completed}", (row.BasisPoints / 100m).ToString("0.00", CultureInfo.InvariantCulture),
        .. Reasons.Select(reason => $"{row.Open.Where(o => o.Reason == reason).Sum(o => o.Orders)}"),
    ];
}
