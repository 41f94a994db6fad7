using System.Text;
using Aftersales.Contracts.Tracking;
using Aftersales.Testing;
using Grpc.Core;
using static Aftersales.Tracking.Tests.Service.World;
using Instant = NodaTime.Instant;

namespace Aftersales.Tracking.Tests.Service;

public class CompletionTests
{
    public static IEnumerable<object[]> Databases => TestService.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task R_TRK_4_at_10_00_the_report_is_counted_and_stays_as_it_is(string database)
    {
        await using var world = await Start(database);
        var desk = world.Lists("acme");
        await Refused(() => desk.GetCompletionReportAsync(new() { Day = "2026-06-02" }).ResponseAsync, StatusCode.NotFound, "COMPLETION_REPORT_NOT_FOUND");

        // Placed at hours 35 (19:00, too early), 36 (20:00), 59 and 60 (20:00, too late) of 1 June, 08:00; the report is of 5 June.
        foreach (var (order, placed) in new[] { ("100001", 35), ("100002", 36), ("100003", 59), ("100004", 60) })
            await world.Tell("acme", order, [.. PaidAt(placed + 1, "CN-SC"), AcceptedAt(placed + 1)]);
        await world.Tell("acme", "100002", DispatchedAt(40), SignedAt(60));
        await world.Host.MoveTo(Instant.FromUtc(2026, 6, 5, 1, 59));
        var early = (await desk.GetCompletionReportAsync(new() { Day = "2026-06-05" })).Report;
        (early.Frozen, early.Total.Due, early.Total.Completed).ShouldBe((false, 2, 1));
        await Refused(() => desk.GetCompletionReportAsync(new() { Day = "2026-06-06" }).ResponseAsync, StatusCode.NotFound, "COMPLETION_REPORT_NOT_FOUND");
        await Refused(() => desk.GetCompletionReportAsync(new() { Day = "2026-02-31" }).ResponseAsync, StatusCode.InvalidArgument, "INVALID_REQUEST");

        await world.Host.MoveTo(Instant.FromUtc(2026, 6, 5, 2, 0));
        await world.Tell("acme", "100003", DispatchedAt(98), SignedAt(98));
        await world.Host.MoveTo(Instant.FromUtc(2026, 6, 6, 1, 0));
        var report = (await desk.GetCompletionReportAsync(new() { Day = "2026-06-05" })).Report;
        (report.Frozen, report.FromTime, report.UntilTime, report.CountedTime).ShouldBe((true, Hour(36), Hour(60), Hour(98)));
        var row = new CompletionRow { Due = 2, Completed = 1, RateBasisPoints = 5000, Open = { new OpenOrders { Reason = OpenReason.Undispatched, Orders = 1 } } };
        report.Total.ShouldBe(row);
        report.Regions.ShouldBe([new CompletionRow(row) { Region = "CN-SC" }]);

        using var export = desk.ExportCompletionReport(new() { Day = "2026-06-05" });
        Encoding.UTF8.GetString([.. (await ListsTests.Read(export.ResponseStream)).SelectMany(p => p.Chunk)]).ShouldBe(
            "\uFEFF日期,地区,应完成,已完成,完成率（%）,灾害停摆,扣单,超卖,未发货,物流停滞,配送中\r\n2026-06-05,CN-SC,2,1,50.00,0,0,0,1,0,0\r\n2026-06-05,合计,2,1,50.00,0,0,0,1,0,0\r\n");
    }
}
