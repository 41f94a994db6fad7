using System.Security.Cryptography;
using System.Text;
using Aftersales.Contracts;
using Aftersales.Contracts.Complaints;
using Aftersales.Testing;
using Grpc.Core;
using NodaTime;
using static Aftersales.Complaint.Tests.Service.World;
using Client = Aftersales.Contracts.Complaints.CaseReportService.CaseReportServiceClient;

namespace Aftersales.Complaint.Tests.Service;

/// <summary>The complaint sheet over real sockets (R-QLT-2).</summary>
public class SheetFlowTests
{
    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_QLT_2_the_sheet_of_the_day_is_made_at_18_00_and_stays_as_it_is(string database)
    {
        await using var world = await World.Start(database);
        var desk = world.Service.Client(invoker => new Client(invoker), Merchant, "wang-5", Role.Warehouse);
        (await Refused(desk.GetDailySheetAsync(new() { Day = "2026-06-02" }))).ShouldBe("SHEET_NOT_FOUND");
        var oversold = await world.Open(CaseType.Oversold);
        var withdrawn = await world.Open(CaseType.Conduct);
        await world.Customer.WithdrawCaseAsync(new() { RequestId = NewId(), CaseId = withdrawn.CaseId });
        var overdue = await world.Open(CaseType.Price);
        await world.Service.Advance(Duration.FromHours(1));

        var preview = (await desk.GetDailySheetAsync(new() { Day = "2026-06-02" })).Sheet;
        (preview.Final, preview.Sha256, preview.Opened, preview.DueTime.ToDateTimeOffset()).ShouldBe((false, "", 3, At(18).ToDateTimeOffset()));

        await world.Service.MoveTo(At(18));
        var sheet = (await desk.GetDailySheetAsync(new() { Day = "2026-06-02" })).Sheet;
        (sheet.Final, sheet.Opened, sheet.Open.Count, sheet.ExposurePoints).ShouldBe((true, 3, 2, 1));
        sheet.OpenedByType.Select(count => (count.Type, count.Count)).ShouldBe([(CaseType.Oversold, 1), (CaseType.Price, 1), (CaseType.Conduct, 1)]);
        sheet.OpenedByChannel.ShouldHaveSingleItem().Channel.ShouldBe(Channel.App);
        sheet.Closed.ShouldHaveSingleItem().Outcome.ShouldBe(CaseOutcome.Withdrawn);
        sheet.Risks.ShouldHaveSingleItem().ShouldSatisfyAllConditions(risk => risk.CaseId.ShouldBe(oversold.CaseId), risk => risk.Violation.ShouldBe(Violation.ListedWithoutStock));
        var told = world.Service.Last<DailySheetMade>();
        (told.Day, told.Opened, told.Sha256).ShouldBe(("2026-06-02", 3, sheet.Sha256));
        var file = await Export(desk, "2026-06-02");
        Convert.ToHexStringLower(SHA256.HashData(file)).ShouldBe(sheet.Sha256);
        var text = Encoding.UTF8.GetString(file);
        text.ShouldStartWith("\uFEFFday,section,key,tier,detail,count,case_id,order_id,time\r\n2026-06-02,period,from,,,,,,2026-06-01 18:00:00\r\n");
        text.ShouldContain("2026-06-02,open_by_owner,agent-1,l1,days_0_to_0,2,,,\r\n");
        text.ShouldContain($"2026-06-02,exposure_points,listed_without_stock,,,1,{oversold.CaseId},{OrderNo},2026-06-02 09:00:00\r\n");

        // What comes later is of the next sheet, and changes nothing here.
        await world.Service.Advance(Duration.FromMinutes(30));
        await world.Open(CaseType.AbnormalSignoff);
        await world.Service.MoveTo(At(25));
        await world.Service.MoveTo(At(18 + 24));
        (await Export(desk, "2026-06-02")).ShouldBe(file);
        var next = (await desk.GetDailySheetAsync(new() { Day = "2026-06-03" })).Sheet;
        next.OpenedByType.ShouldHaveSingleItem().Type.ShouldBe(CaseType.AbnormalSignoff);
        next.Breaches.Select(breach => (breach.CaseId, breach.HeldBy, breach.WaitedFor)).ShouldContain((overdue.CaseId, "agent-1", "decision"));
        next.FromTime.ShouldBe(sheet.UntilTime);
        (await Refused(desk.GetDailySheetAsync(new() { Day = "2026-06-0x" }))).ShouldBe("INVALID_REQUEST");

        // Nobody worked for days: the sheet that was due then is made, and the next one covers all the time since.
        await world.Service.MoveTo(At(19 + (24 * 4)));
        (await desk.GetDailySheetAsync(new() { Day = "2026-06-04" })).Sheet.Final.ShouldBeTrue();
        (await Refused(desk.GetDailySheetAsync(new() { Day = "2026-06-05" }))).ShouldBe("SHEET_NOT_FOUND");
        (await desk.GetDailySheetAsync(new() { Day = "2026-06-07" })).Sheet.FromTime.ToDateTimeOffset().ShouldBe(At(18 + 48).ToDateTimeOffset());
    }

    private static Instant At(int hour) => Instant.FromUtc(2026, 6, 1, 16, 0) + Duration.FromHours(hour);

    private static async Task<byte[]> Export(Client client, string day)
    {
        using var call = client.ExportDailySheet(new() { Day = day });
        using var content = new MemoryStream();
        await foreach (var part in call.ResponseStream.ReadAllAsync())
            content.Write(part.Chunk.Span);
        return content.ToArray();
    }
}
