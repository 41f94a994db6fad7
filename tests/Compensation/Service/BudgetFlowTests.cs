using System.Text.Json.Nodes;
using Aftersales.Contracts;
using Aftersales.Contracts.Compensations;
using Aftersales.Contracts.Tracking;
using Aftersales.Testing;
using Duration = NodaTime.Duration;

namespace Aftersales.Compensation.Tests.Service;

/// <summary>R-COMP-6: no race spends more than a budget has, and one grant warns.</summary>
public sealed class BudgetFlowTests
{
    private const int Many = 16;

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_COMP_6_a_shop_s_month_holds_warns_once_and_is_given_back_to_where_it_was_taken(string database)
    {
        await using var desk = await Desk.Open(database);
        await Budgets(desk);
        for (var n = 0; n < Many; n++)
            await InShop(desk, $"o_{n}");
        var replies = await Task.WhenAll(Enumerable.Range(0, Many).Select(n => Task.Run(() => Try(desk, $"o_{n}", $"agent_{n}"))));

        // 10.00 each of 100.00: ten at once, whoever they are; the eighth reaches 80.00.
        var granted = replies.OfType<GrantCompensationResponse>().ToList();
        granted.Count.ShouldBe(10);
        foreach (var refused in replies.OfType<Contracts.Standard.Rpc.ErrorInfo>())
            (refused.Reason, refused.Metadata["budget"], refused.Metadata["tier"]).ShouldBe(("BUDGET_EXHAUSTED", "shop.month", "L2"));
        granted.Count(reply => reply.BudgetWarnings.Contains("shop.month")).ShouldBe(3);
        await desk.Host.Drain();
        var warned = Warnings(desk).ShouldHaveSingleItem();
        (warned.Scope, warned.ScopeId, warned.Period, warned.Tier, warned.Limit, warned.Spent).ShouldBe(
            (BudgetScope.Shop, "shop_tea", "2026-06", Tier.L1, Desk.Cny(100_00), Desk.Cny(80_00)));
        granted.ShouldContain(reply => reply.Grant.GrantId == warned.GrantId);

        // Given back in the same month it is there again, and nobody is warned a second time, even where the warning grant itself was revoked.
        await desk.Host.Advance(Duration.FromDays(2));
        foreach (var back in granted.Take(2).Select(reply => reply.Grant.GrantId).Append(warned.GrantId).Distinct())
            await desk.Person(Role.Supervisor).RevokeGrantAsync(Desk.Revoke(back));
        await InShop(desk, "o_next");
        (await Try(desk, "o_next", "agent_next")).ShouldBeOfType<GrantCompensationResponse>();
        await desk.Host.Drain();
        Warnings(desk).Count().ShouldBe(1);

        // In the next month nothing of it is spent, and the rest of what was revoked does not count there.
        await desk.Host.Advance(Duration.FromDays(28));
        var late = granted.Skip(2).Last(reply => reply.Grant.GrantId != warned.GrantId);
        await desk.Person(Role.Supervisor).RevokeGrantAsync(Desk.Revoke(late.Grant.GrantId));
        for (var n = 0; n < 10; n++)
        {
            await InShop(desk, $"o_july_{n}");
            (await Try(desk, $"o_july_{n}", $"agent_{n}")).ShouldBeOfType<GrantCompensationResponse>();
        }

        await InShop(desk, "o_july");
        (await Try(desk, "o_july", "agent_1")).ShouldBeOfType<Contracts.Standard.Rpc.ErrorInfo>().Reason.ShouldBe("BUDGET_EXHAUSTED");
        await desk.Host.Drain();
        Warnings(desk).Select(warning => warning.Period).ShouldBe(["2026-06", "2026-07"]);
    }

    private static IEnumerable<BudgetWarned> Warnings(Desk desk) =>
        desk.Host.Published.Where(told => told.Type == BudgetWarned.Descriptor.FullName).Select(told => told.Data<BudgetWarned>());

    private static async Task<object> Try(Desk desk, string order, string agent)
    {
        var ask = Desk.Ask(order, $"step_{order}", fen: 10_00);
        return await Desk.Outcome(desk.Plan(Role.AgentL1, agent).GrantCompensationAsync(ask)) is { } refused
            ? refused
            : await desk.Plan(Role.AgentL1, agent).GrantCompensationAsync(ask);
    }

    private static async Task InShop(Desk desk, string order)
    {
        var snapshot = desk.Snapshot(order);
        snapshot.ShopId = "shop_tea";
        snapshot.Status = OrderStatus.Dispatched;
        await desk.Host.Deliver(new OrderChanged { Order = snapshot }, Desk.Merchant, "tracking");
    }

    private static async Task Budgets(Desk desk)
    {
        var seed = JsonNode.Parse((await desk.Person(Role.Supervisor).GetPolicyAsync(new() { PolicyId = "seed" })).Policy.Document)!;
        seed["version"] = "2026-2";
        seed["monthlyBudgets"]!["shop"]!["L1"]!["minor"] = 100_00;
        seed["dailyBudgets"]!["shop"]!.AsObject().Remove("L1");
        var draft = await desk.Person(Role.Supervisor, "drafter").DraftPolicyAsync(new() { RequestId = Guid.NewGuid().ToString(), Document = seed.ToJsonString() });
        await desk.Person(Role.Supervisor, "approver").ApprovePolicyAsync(new() { RequestId = Guid.NewGuid().ToString(), PolicyId = draft.Policy.PolicyId });
        await desk.Host.Advance(Duration.FromMinutes(1));
    }
}
