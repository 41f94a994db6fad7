using Aftersales.Contracts;
using Aftersales.Contracts.Complaints;
using Aftersales.Testing;
using NodaTime;
using static Aftersales.Complaint.Tests.Service.World;
using Client = Aftersales.Contracts.Complaints.CaseReportService.CaseReportServiceClient;

namespace Aftersales.Complaint.Tests.Service;

/// <summary>Reports over real sockets (handbook §11).</summary>
public class ReportFlowTests
{
    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_QLT_2_what_is_open_and_what_a_month_came_to_is_counted_with_the_cases(string database)
    {
        await using var world = await World.Start(database);
        var desk = world.Service.Client(invoker => new Client(invoker), Merchant, "lead-1", Role.Supervisor);
        (await desk.GetOpenCasesAsync(new())).Open.Count.ShouldBe(0);
        var told = await world.Accepted(Coupon(5_00));
        await world.Service.Advance(Duration.FromMinutes(30));
        await world.Customer.RecordFeedbackAsync(new() { RequestId = NewId(), CaseId = told, Satisfaction = 5 });
        var withdrawn = await world.Open(CaseType.Conduct);
        await world.Open(CaseType.Conduct);
        await world.Customer.WithdrawCaseAsync(new() { RequestId = NewId(), CaseId = withdrawn.CaseId });
        var open = await world.Open(CaseType.Price);
        await world.Open(CaseType.AbnormalSignoff);

        var now = (await desk.GetOpenCasesAsync(new())).Open;
        now.AgeDays.ShouldBe([1, 3, 7, 15]);
        now.ByType.Select(row => (row.Type, row.Tier, row.Count)).ShouldBe([(CaseType.AbnormalSignoff, Tier.L1, 1), (CaseType.Price, Tier.L1, 1)]);
        now.ByOwner.ShouldHaveSingleItem().ShouldSatisfyAllConditions(row => row.OwnerId.ShouldBe("agent-1"), row => row.Count.ShouldBe(2));
        await world.Agent.EscalateCaseAsync(new() { RequestId = NewId(), CaseId = open.CaseId, Reason = "价格" });
        await world.Service.Advance(Duration.FromDays(1));
        var later = await desk.GetOpenCasesAsync(new());
        later.Open.ByOwner.Select(row => (row.OwnerId, row.Tier)).ShouldBe([("agent-1", Tier.L1), ("senior-1", Tier.L2)]);
        later.Open.ByType.Single(row => row.Type == CaseType.Price).Ages.ShouldBe([0, 1, 0, 0, 0]);
        later.Csv.ShouldStartWith("\uFEFFby,key,tier,open,days_0_to_0,days_1_to_2,days_3_to_6,days_7_to_14,days_15_and_more\r\ntype,abnormal_signoff,l1,1,0,1,0,0,0\r\n");

        var month = await desk.GetMonthlyReportAsync(new() { Month = "2026-06" });
        month.Rows.Select(row => (row.Type, row.Opened, row.Closed)).ShouldBe(
        [
            (CaseType.AbnormalSignoff, 1, 0), (CaseType.MissingItem, 1, 1), (CaseType.Price, 1, 0), (CaseType.Conduct, 1, 1), (CaseType.Unspecified, 4, 2),
        ], ignoreOrder: true);
        var missing = month.Rows.Single(row => row.Type == CaseType.MissingItem);
        (missing.FirstContactBasisPoints, missing.ResolutionP50.Seconds, missing.Outcomes.Single().Outcome).ShouldBe((10_000, 60, CaseOutcome.Resolved));
        var conduct = month.Rows.Single(row => row.Type == CaseType.Conduct);
        (conduct.RepeatBasisPoints, conduct.ResolutionP50, conduct.Outcomes.Single().Outcome).ShouldBe((10_000, null, CaseOutcome.Withdrawn));
        month.Csv.ShouldContain("2026-06,all,4,2,1,1,0,0,0,100.00,50.00,1,1\r\n");

        // Opened again: not closed any more.
        await world.Customer.ReopenCaseAsync(new() { RequestId = NewId(), CaseId = told, Reason = "还是少" });
        (await desk.GetMonthlyReportAsync(new() { Month = "2026-06" })).Rows[^1].Closed.ShouldBe(1);
        (await desk.GetMonthlyReportAsync(new() { Month = "2026-05" })).Rows.ShouldHaveSingleItem().Opened.ShouldBe(0);
    }
}
