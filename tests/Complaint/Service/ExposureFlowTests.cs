using Aftersales.Contracts;
using Aftersales.Contracts.Complaints;
using Aftersales.Contracts.Invoices;
using Aftersales.Testing;
using NodaTime;
using static Aftersales.Complaint.Tests.Service.World;
using Client = Aftersales.Contracts.Complaints.ExposureService.ExposureServiceClient;

namespace Aftersales.Complaint.Tests.Service;

/// <summary>Violation exposure over real sockets (handbook §9).</summary>
public class ExposureFlowTests
{
    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task Section_9_cases_add_up_to_the_month(string database)
    {
        await using var world = await World.Start(database);
        var desk = world.Service.Client(invoker => new Client(invoker), Merchant, "lead-1", Role.Supervisor);
        var oversold = await world.Open(CaseType.Oversold);
        var refused = await world.Open(CaseType.Invoice);
        var withdrawn = await world.Open(CaseType.PromiseBreach);
        await world.Customer.WithdrawCaseAsync(new() { RequestId = NewId(), CaseId = withdrawn.CaseId });

        var request = Violates(refused, Violation.InvoiceRefused);
        var told = await desk.RecordViolationAsync(request);
        (told.Points, told.Exposures.ShouldHaveSingleItem().RecordedBy).ShouldBe((6, "lead-1"));
        (await desk.RecordViolationAsync(request)).ShouldBe(told);
        (await world.Case(refused.CaseId)).Tier.ShouldBe(Tier.L2);
        (await desk.RecordViolationAsync(Violates(oversold, Violation.OrderClosed))).Points.ShouldBe(2);
        (await desk.RecordViolationAsync(Violates(refused, Violation.OrderClosed))).Points.ShouldBe(8); // again 2

        var sum = await desk.GetMonthlyExposureAsync(new() { Month = "2026-06" });
        sum.Points.ShouldBe(6 + 1 + 2 + 1);
        sum.Sums.Select(s => (s.Violation, s.Count, s.Points, s.ListingsRemoved)).ShouldBe(
            [(Violation.InvoiceRefused, 1, 6, 0), (Violation.OrderClosed, 2, 3, 1), (Violation.ListedWithoutStock, 1, 1, 0)]);
        sum.Csv.ShouldBe("\uFEFFmonth,violation,count,points,listings_removed\r\n2026-06,invoice_refused,1,6,0\r\n2026-06,order_closed,2,3,1\r\n2026-06,listed_without_stock,1,1,0\r\n");
        var cases = (await desk.ListExposedCasesAsync(new() { Month = "2026-06" })).Cases;
        cases.Select(c => (c.CaseId, c.Points)).ShouldBe([(oversold.CaseId, 2), (refused.CaseId, 8)], ignoreOrder: true);
        cases.Single(c => c.CaseId == oversold.CaseId).Exposures[0].Suspected.ShouldBeTrue();

        await world.Service.Advance(Duration.FromDays(31));
        (await desk.RecordViolationAsync(Violates(oversold, Violation.OrderClosed))).Points.ShouldBe(4);
        (await desk.GetMonthlyExposureAsync(new() { Month = "2026-07" })).Points.ShouldBe(2);
        (await desk.GetMonthlyExposureAsync(new() { Month = "2026-06" })).Points.ShouldBe(10);
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_INV_1_a_refused_invoice_exposes_the_order_s_invoice_case_and_opens_one_where_there_is_none(string database)
    {
        await using var world = await World.Start(database);
        await world.Open(CaseType.Damaged);
        var breach = new InvoiceBreachRecorded { OrderId = OrderNo, CustomerId = Buyer, Breach = InvoiceBreach.Refused, Points = 6, PersonId = "agent-7", Version = 3 };
        await world.Deliver(breach, "invoice", "e1");
        await world.Deliver(breach, "invoice", "e1");
        await world.Deliver(breach, "invoice", "e2");
        var found = (await world.Agent.ListCasesAsync(new() { OrderId = OrderNo })).Cases.Single(c => c.Type == CaseType.Invoice);
        (found.ExposurePoints, found.Tier, found.CustomerId, found.State).ShouldBe((6, Tier.L2, Buyer, CaseState.Open));
        found.Exposures.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            e => e.Violation.ShouldBe(Violation.InvoiceRefused), e => e.RecordedBy.ShouldBe("agent-7"), e => e.Suspected.ShouldBeFalse());

        breach.Version = 4;
        breach.Breach = InvoiceBreach.FeeCharged;
        await world.Deliver(breach, "invoice");
        breach.Breach = (InvoiceBreach)99;
        await world.Deliver(breach, "invoice");
        var again = await world.Case(found.CaseId);
        (again.ExposurePoints, again.Exposures.Count).ShouldBe((12, 2));
        var shown = (await world.Customer.GetCaseAsync(new() { CaseId = found.CaseId })).Case;
        (shown.ExposurePoints, shown.Exposures.Count).ShouldBe((0, 0));
    }

    [Fact]
    public async Task Recording_is_refused_for_what_is_no_case_and_to_customers()
    {
        await using var world = await World.Start("sqlite");
        var agent = world.Service.Client(invoker => new Client(invoker), Merchant, "agent-1", Role.AgentL1);
        (await Refused(agent.RecordViolationAsync(new() { RequestId = NewId(), CaseId = "case_none", Violation = Violation.PriceRaised }))).ShouldBe("CASE_NOT_FOUND");
        var buyer = world.Service.Client(invoker => new Client(invoker), Merchant, Buyer, Role.Customer);
        (await Refused(buyer.GetMonthlyExposureAsync(new() { Month = "2026-06" }))).ShouldBe("ROLE_REQUIRED");
    }

    private static RecordViolationRequest Violates(Contracts.Complaints.Case found, Violation violation) =>
        new() { RequestId = NewId(), CaseId = found.CaseId, Violation = violation };
}
