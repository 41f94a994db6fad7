using Aftersales.Contracts;
using Aftersales.Contracts.Compensations;
using Aftersales.Testing;
using Client = Aftersales.Contracts.Compensations.CompensationReportService.CompensationReportServiceClient;
using Duration = NodaTime.Duration;

namespace Aftersales.Compensation.Tests.Service;

/// <summary>What compensations come to, over real sockets: sums that are kept with the grants, corrected and given back with them.</summary>
public sealed class ReportFlowTests
{
    private static string Id => Guid.NewGuid().ToString();

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_QLT_6_grants_add_up_by_whatever_is_asked(string database)
    {
        await using var desk = await Desk.Open(database);
        var reports = As(desk, "lead_1", Role.Supervisor);
        foreach (var order in (string[])["o_1", "=1+1", "o_3"])
            await desk.Knows(order);
        var damaged = (await desk.Plan(Role.AgentL1).GrantCompensationAsync(Desk.Ask("o_1", "step_1", fen: 10_00))).Grant;
        await desk.Plan(Role.AgentL2, "agent_2").GrantCompensationAsync(Desk.Ask("o_1", "step_2", CompensationCause.Lost, CompensationKind.Cash, 20_00));
        await desk.Plan(Role.AgentL1).GrantCompensationAsync(Desk.Ask("=1+1", "step_3", fen: 8_00));
        var mistake = (await desk.Plan(Role.AgentL1).GrantCompensationAsync(Desk.Ask("o_3", "step_4", CompensationCause.Conduct, fen: 5_00))).Grant;
        await desk.Host.Advance(Duration.FromDays(1));
        await desk.Person(Role.Supervisor).RevokeGrantAsync(Desk.Revoke(mistake.GrantId));
        await desk.Host.Advance(Duration.FromDays(29));
        await desk.Plan(Role.AgentL1).GrantCompensationAsync(Desk.Ask("o_3", "step_5", CompensationCause.Quality, fen: 3_00));

        var all = await Spending();
        (all.Amount, all.Count).ShouldBe((Desk.Cny(38_00), 3));
        var rules = await Spending(SpendingDimension.Rule);
        rules.Rows.Select(row => (row.RuleId, row.Amount.MinorUnits, row.Count)).ShouldBe([("l2-cash", 20_00, 1), ("l1-coupon", 18_00, 2)]);
        (await Spending(SpendingDimension.Cause, SpendingDimension.Kind, SpendingDimension.Tier)).Csv.ShouldBe(
            "\uFEFFcause,kind,tier,amount,count\r\nLost,Cash,L2,20.00,1\r\nDamaged,Coupon,L1,18.00,2\r\n");
        (await Spending(SpendingDimension.Person)).Rows.Select(row => (row.PersonId, row.Amount.MinorUnits, row.Count)).ShouldBe([("agent_2", 20_00, 1), ("agent_1", 18_00, 2)]);
        var years = await reports.GetSpendingAsync(new() { FromMonth = "2026-01", ToMonth = "2026-12", GroupBy = { SpendingDimension.Person, SpendingDimension.Month } });
        years.Rows.Select(row => (row.Month, row.PersonId, row.Amount.MinorUnits)).ShouldBe([("2026-06", "agent_2", 20_00), ("2026-06", "agent_1", 18_00), ("2026-07", "agent_1", 3_00)]);

        // R-COMP-9: who bears it is corrected, and the month in which it was granted follows.
        var correct = new CorrectAttributionRequest { RequestId = Id, GrantId = damaged.GrantId, AttributedTo = ResponsibleParty.Warehouse, Reason = "packed badly" };
        var corrected = (await reports.CorrectAttributionAsync(correct)).Grant;
        (corrected.Basis.AttributedTo, corrected.AttributionCorrected.From, corrected.AttributionCorrected.By).ShouldBe((ResponsibleParty.Warehouse, ResponsibleParty.Courier, "lead_1"));
        (await reports.CorrectAttributionAsync(correct)).Grant.ShouldBe(corrected);
        (await Desk.Refused(reports.CorrectAttributionAsync(new() { RequestId = Id, GrantId = mistake.GrantId, AttributedTo = ResponsibleParty.Agent, Reason = "x" }))).Reason.ShouldBe("GRANT_STATE_INVALID");
        var parties = await reports.GetSpendingAsync(new() { FromMonth = "2026-06", ToMonth = "2026-07", GroupBy = { SpendingDimension.Party, SpendingDimension.Month } });
        parties.Rows.Select(row => (row.Month, row.AttributedTo, row.Amount.MinorUnits)).ShouldBe(
            [("2026-06", ResponsibleParty.Courier, 28_00), ("2026-06", ResponsibleParty.Warehouse, 10_00), ("2026-07", ResponsibleParty.Courier, 3_00)]);
        await desk.Person(Role.Supervisor).RevokeGrantAsync(Desk.Revoke(damaged.GrantId));
        (await Spending(SpendingDimension.Party)).Rows.ShouldHaveSingleItem().Amount.ShouldBe(Desk.Cny(28_00));
        await desk.Host.Drain();
        (desk.Host.Last<AttributionCorrected>().Grant.AttributedTo, desk.Host.Last<AttributionCorrected>().From).ShouldBe((ResponsibleParty.Warehouse, ResponsibleParty.Courier));

        var orders = await reports.ListTopOrdersAsync(new() { Month = "2026-06" });
        orders.Csv.ShouldBe("\uFEFFmonth,order,amount\r\n2026-06,o_1,20.00\r\n2026-06,'=1+1,8.00\r\n");
        (await reports.ListTopOrdersAsync(new() { Month = "2026-06", Limit = 1 })).Orders.ShouldHaveSingleItem().OrderId.ShouldBe("o_1");

        async Task<GetSpendingResponse> Spending(params SpendingDimension[] by) => await reports.GetSpendingAsync(new() { FromMonth = "2026-06", GroupBy = { by } });
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_COMP_6_budgets_are_listed_and_burn_down_by_the_day(string database)
    {
        await using var desk = await Desk.Open(database);
        var reports = As(desk, "lead_1", Role.Finance);
        for (var n = 0; n < 9; n++)
        {
            await desk.Knows($"o_{n}", 2000_00);
            await desk.Plan(Role.AgentL1).GrantCompensationAsync(Desk.Ask($"o_{n}", $"step_{n}", fen: 200_00));
        }

        await desk.Host.Advance(Duration.FromDays(2));
        await desk.Plan(Role.AgentL1).GrantCompensationAsync(Desk.Ask("o_0", "step_more", CompensationCause.Conduct, fen: 100_00));

        var budgets = (await reports.ListBudgetsAsync(new() { Period = "2026-06-02" })).Budgets;
        budgets.Select(budget => (budget.Scope, budget.ScopeId, budget.Spent.MinorUnits)).ShouldBe([(BudgetScope.Agent, "agent_1", 1800_00), (BudgetScope.Merchant, "", 1800_00)]);
        budgets[0].Limits.Select(limit => (limit.Tier, limit.Limit.MinorUnits, limit.Left.MinorUnits, limit.Warned)).ShouldBe(
            [(Tier.L1, 2000_00, 200_00, true), (Tier.L2, 5000_00, 3200_00, false)]);
        var first = await reports.ListBudgetsAsync(new() { Period = "2026-06", PageSize = 1 });
        first.Csv.ShouldBe("\uFEFFperiod,scope,of,tier,limit,spent,left,warned\r\n2026-06,Agent,agent_1,L1,40000.00,1900.00,38100.00,no\r\n2026-06,Agent,agent_1,L2,100000.00,1900.00,98100.00,no\r\n");
        var second = await reports.ListBudgetsAsync(new() { Period = "2026-06", PageToken = first.NextPageToken });
        (second.Budgets.ShouldHaveSingleItem().Scope, second.NextPageToken).ShouldBe((BudgetScope.Merchant, ""));
        (await reports.ListBudgetsAsync(new() { Period = "2026-06", Scope = BudgetScope.Agent })).Budgets.ShouldHaveSingleItem().ScopeId.ShouldBe("agent_1");

        var own = As(desk, "agent_1", Role.AgentL1);
        var down = await own.GetBurnDownAsync(new() { Month = "2026-06", Scope = BudgetScope.Agent, ScopeId = "agent_1" });
        down.Days.Select(day => (day.Day, day.Spent.MinorUnits, day.Total.MinorUnits)).ShouldBe(
            [("2026-06-01", 0, 0), ("2026-06-02", 1800_00, 1800_00), ("2026-06-03", 0, 1800_00), ("2026-06-04", 100_00, 1900_00)]);
        (down.Month.Spent, down.Month.Limits[0].Left).ShouldBe((Desk.Cny(1900_00), Desk.Cny(38100_00)));
        down.Csv.ShouldEndWith("2026-06-04,100.00,1900.00\r\n");
        (await Desk.Refused(own.GetBurnDownAsync(new() { Month = "2026-06", Scope = BudgetScope.Merchant }))).Reason.ShouldBe("ROLE_REQUIRED");
        (await Desk.Refused(own.ListBudgetsAsync(new() { Period = "2026-06" }))).Reason.ShouldBe("ROLE_REQUIRED");
        (await reports.GetBurnDownAsync(new() { Month = "2027-01", Scope = BudgetScope.Merchant })).Days.ShouldBeEmpty();
        (await Desk.Refused(reports.GetBurnDownAsync(new() { Month = "2026-06", Scope = BudgetScope.Shop }))).Reason.ShouldBe("INVALID_REQUEST");
        (await Desk.Refused(reports.GetSpendingAsync(new() { FromMonth = "2026-01", ToMonth = "2027-01" }))).Reason.ShouldBe("INVALID_REQUEST");
        (await Desk.Refused(reports.GetSpendingAsync(new() { FromMonth = "2026-01", GroupBy = { SpendingDimension.Person, SpendingDimension.Rule } }))).Reason.ShouldBe("INVALID_REQUEST");
    }

    private static Client As(Desk desk, string person, Role role) => desk.Host.Client(invoker => new Client(invoker), Desk.Merchant, person, role);
}
