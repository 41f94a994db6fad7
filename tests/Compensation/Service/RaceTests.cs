using Aftersales.Contracts;
using Aftersales.Contracts.Compensations;
using Aftersales.Testing;

namespace Aftersales.Compensation.Tests.Service;

/// <summary>Many at once: money is granted once and within its bounds, whoever is faster.</summary>
public sealed class RaceTests
{
    private const int Many = 16;

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_COMP_5_of_16_at_once_for_one_order_and_cause_one_stands(string database)
    {
        await using var desk = await Desk.Open(database);
        await desk.Knows("o_1");
        var outcomes = await AtOnce(n => Desk.Outcome(desk.Plan(Role.AgentL1, $"agent_{n}").GrantCompensationAsync(Desk.Ask("o_1", $"step_{n}"))));

        var standing = (await desk.Person(Role.AgentL1).ListGrantsAsync(new() { OrderId = "o_1" })).Grants.ShouldHaveSingleItem();
        outcomes.Count(o => o is null).ShouldBe(1);
        foreach (var refused in outcomes.Where(o => o is not null))
        {
            refused!.Reason.ShouldBe("ALREADY_COMPENSATED");
            refused.Metadata["grant_id"].ShouldBe(standing.GrantId);
        }
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_COMP_5_tiers_at_once_never_add_up_to_more_than_the_highest_demand(string database)
    {
        await using var desk = await Desk.Open(database);
        await desk.Knows("o_1");
        var outcomes = await AtOnce(n => n % 2 == 0
            ? Desk.Outcome(desk.Plan(Role.AgentL1).GrantCompensationAsync(Desk.Ask("o_1", $"step_{n}", fen: 10_00)))
            : Desk.Outcome(desk.Plan(Role.AgentL2, "agent_2").GrantCompensationAsync(Desk.Ask("o_1", $"step_{n}", fen: 20_00))));

        var grants = (await desk.Person(Role.AgentL1).ListGrantsAsync(new() { OrderId = "o_1" })).Grants;
        grants.Sum(g => g.Amount.MinorUnits).ShouldBe(20_00);
        outcomes.Count(o => o is null).ShouldBe(grants.Count);
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_COMP_5_causes_at_once_stay_within_the_order_s_cap(string database)
    {
        await using var desk = await Desk.Open(database);
        await desk.Knows("o_1", 5000_00);
        CompensationCause[] causes =
            [CompensationCause.Damaged, CompensationCause.Quality, CompensationCause.Conduct, CompensationCause.Goodwill, CompensationCause.WrongItem];
        var outcomes = await Task.WhenAll(causes.Select(cause => Task.Run(() => Desk.Outcome(
            desk.Plan(Role.AgentL1, $"agent_{cause}").GrantCompensationAsync(Desk.Ask("o_1", $"step_{cause}", cause, fen: 200_00))))));

        outcomes.Count(o => o is null).ShouldBe(2);
        outcomes.Where(o => o is not null).ShouldAllBe(o => o!.Reason == "ORDER_CAP_EXCEEDED" && o.Metadata["allowed"] == "10000");
        await desk.Plan(Role.AgentL1).GrantCompensationAsync(Desk.Ask("o_1", "step_rest", CompensationCause.Lost, fen: 100_00));
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_COMP_6_an_agent_s_budget_holds_when_all_is_granted_at_once(string database)
    {
        await using var desk = await Desk.Open(database);
        for (var n = 0; n < Many; n++)
            await desk.Knows($"o_{n}", 2000_00);
        var outcomes = await AtOnce(n => Desk.Outcome(desk.Plan(Role.AgentL1).GrantCompensationAsync(Desk.Ask($"o_{n}", $"step_{n}", fen: 200_00))));

        outcomes.Count(o => o is null).ShouldBe(10);
        foreach (var refused in outcomes.Where(o => o is not null))
        {
            refused!.Reason.ShouldBe("BUDGET_EXHAUSTED");
            refused.Metadata["budget"].ShouldBe("agent");
            refused.Metadata["tier"].ShouldBe("L2");
        }

        var left = Array.FindIndex(outcomes, o => o is not null);
        var confirmed = await desk.Plan(Role.AgentL2, "agent_2").GrantCompensationAsync(Desk.Ask($"o_{left}", "step_confirmed", fen: 200_00));
        confirmed.BudgetWarnings.ShouldBeEmpty();
        await desk.Host.Advance(NodaTime.Duration.FromHours(24));
        await desk.Plan(Role.AgentL1).GrantCompensationAsync(Desk.Ask("o_0", "step_next_day", CompensationCause.Conduct, fen: 200_00));
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_COMP_6_at_80_percent_the_agent_is_warned(string database)
    {
        await using var desk = await Desk.Open(database);
        for (var n = 1; n <= 8; n++)
        {
            await desk.Knows($"o_{n}", 2000_00);
            var ask = Desk.Ask($"o_{n}", $"step_{n}", fen: 200_00);
            string[] warnings = n == 8 ? ["agent"] : [];
            (await desk.Plan(Role.AgentL1).CheckAuthorityAsync(Desk.Question(ask))).BudgetWarnings.ShouldBe(warnings);
            (await desk.Plan(Role.AgentL1).GrantCompensationAsync(ask)).BudgetWarnings.ShouldBe(warnings);
        }
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_COMP_8_of_16_orders_at_once_a_coupon_is_spent_on_one(string database)
    {
        await using var desk = await Desk.Open(database);
        await desk.Knows("o_1");
        var code = await desk.Code((await desk.Plan(Role.AgentL1).GrantCompensationAsync(Desk.Ask("o_1", "step_1"))).Grant);
        var outcomes = await AtOnce(n => Desk.Outcome(desk.Buyer().SpendCouponAsync(Desk.Spend(code, $"next_{n}"))));
        outcomes.Count(o => o is null).ShouldBe(1);
        outcomes.Where(o => o is not null).ShouldAllBe(o => o!.Reason == "GRANT_STATE_INVALID" && o.Metadata["current"] == "SPENT");
    }

    private static Task<T[]> AtOnce<T>(Func<int, Task<T>> ask) => Task.WhenAll(Enumerable.Range(0, Many).Select(n => Task.Run(() => ask(n))));
}
