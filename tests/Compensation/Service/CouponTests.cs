using Aftersales.Contracts;
using Aftersales.Contracts.Compensations;
using Aftersales.Testing;
using NodaTime;

namespace Aftersales.Compensation.Tests.Service;

/// <summary>Coupons and grants after they were granted, and who sees what of them.</summary>
public sealed class CouponTests
{
    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_COMP_8_a_coupon_is_spent_by_its_customer_once(string database)
    {
        await using var desk = await Desk.Open(database);
        await desk.Knows("o_1");
        var grant = (await desk.Plan(Role.AgentL1).GrantCompensationAsync(Desk.Ask("o_1", "step_1"))).Grant;
        var code = await desk.Code(grant);

        (await Desk.Refused(desk.Buyer("buyer_2").SpendCouponAsync(Desk.Spend(code, "next")))).Reason.ShouldBe("COUPON_NOT_FOUND");
        (await Desk.Refused(desk.Buyer().SpendCouponAsync(Desk.Spend("0000-0000-0000-0000", "next")))).Reason.ShouldBe("COUPON_NOT_FOUND");
        var tooSmall = await Desk.Refused(desk.Buyer().SpendCouponAsync(Desk.Spend(code, "next", 9_99)));
        tooSmall.Reason.ShouldBe("COUPON_MINIMUM_SPEND");
        tooSmall.Metadata["allowed"].ShouldBe("1000");

        var spent = (await desk.Buyer().SpendCouponAsync(Desk.Spend(code.Replace("-", " ").ToLowerInvariant(), "next"))).Grant;
        spent.State.ShouldBe(GrantState.Spent);
        spent.Coupon.SpentOrderId.ShouldBe("next");
        (await desk.Buyer().SpendCouponAsync(Desk.Spend(code, "next"))).Grant.ShouldBe(spent);
        (await Desk.Refused(desk.Buyer().SpendCouponAsync(Desk.Spend(code, "another")))).Reason.ShouldBe("GRANT_STATE_INVALID");
        await desk.Host.Drain();
        desk.Host.Last<CouponSpent>().Grant.State.ShouldBe(GrantState.Spent);
        (await Desk.Refused(desk.Person(Role.AgentL2).RevokeGrantAsync(Desk.Revoke(grant.GrantId)))).Metadata["current"].ShouldBe("SPENT");
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_COMP_8_a_coupon_expires_after_its_last_day(string database)
    {
        await using var desk = await Desk.Open(database);
        await desk.Knows("o_1");
        var grant = (await desk.Plan(Role.AgentL1).GrantCompensationAsync(Desk.Ask("o_1", "step_1"))).Grant;
        var code = await desk.Code(grant);
        var expiry = Instant.FromDateTimeOffset(grant.Coupon.ExpireTime.ToDateTimeOffset());

        await desk.Host.MoveTo(expiry - Duration.FromSeconds(1));
        (await desk.Buyer().GetGrantAsync(new() { GrantId = grant.GrantId })).Grant.State.ShouldBe(GrantState.Granted);
        await desk.Host.MoveTo(expiry);
        (await desk.Buyer().GetGrantAsync(new() { GrantId = grant.GrantId })).Grant.State.ShouldBe(GrantState.Expired);
        desk.Host.Last<CouponExpired>().Grant.GrantId.ShouldBe(grant.GrantId);
        (await Desk.Refused(desk.Buyer().SpendCouponAsync(Desk.Spend(code, "next")))).Metadata["current"].ShouldBe("EXPIRED");
        (await Desk.Refused(desk.Plan(Role.AgentL1).GrantCompensationAsync(Desk.Ask("o_1", "step_2")))).Reason.ShouldBe("ALREADY_COMPENSATED");
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_COMP_8_what_is_revoked_frees_the_cause_the_cap_and_the_budget(string database)
    {
        await using var desk = await Desk.Open(database);
        await desk.Knows("o_1", 5000_00);
        var agent = desk.Plan(Role.AgentL1);
        var supervisor = desk.Person(Role.Supervisor, "supervisor_1");
        for (var round = 0; round < 11; round++)
        {
            // Eleven times 200 CNY pass the order's cap and the agent's budget unless each comes back.
            var grant = (await agent.GrantCompensationAsync(Desk.Ask("o_1", $"step_{round}", fen: 200_00))).Grant;
            (await supervisor.RevokeGrantAsync(Desk.Revoke(grant.GrantId))).Grant.State.ShouldBe(GrantState.Revoked);
            await supervisor.RevokeGrantAsync(Desk.Revoke(grant.GrantId));
            if (round > 0)
                continue;
            (await Desk.Refused(supervisor.RevokeGrantAsync(Desk.Revoke(grant.GrantId, "another reason")))).Reason.ShouldBe("ALREADY_DECIDED");
            (await Desk.Refused(desk.Person(Role.AgentL2, "agent_2").RevokeGrantAsync(Desk.Revoke(grant.GrantId)))).Reason.ShouldBe("ALREADY_DECIDED");
            (await Desk.Refused(supervisor.RevokeGrantAsync(Desk.Revoke("cmp_none")))).Reason.ShouldBe("GRANT_NOT_FOUND");
        }

        await desk.Host.Drain();
        desk.Host.Last<CompensationRevoked>().Grant.State.ShouldBe(GrantState.Revoked);
        desk.Host.Published.Count(e => e.Type == CompensationRevoked.Descriptor.FullName).ShouldBe(11);
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_COMP_8_cash_is_revoked_by_its_plan_only(string database)
    {
        await using var desk = await Desk.Open(database);
        await desk.Knows("o_1");
        var cash = (await desk.Plan(Role.AgentL2).GrantCompensationAsync(Desk.Ask("o_1", "step_1", CompensationCause.Lost, CompensationKind.Cash))).Grant;
        (await Desk.Refused(desk.Person(Role.AgentL2).RevokeGrantAsync(Desk.Revoke(cash.GrantId)))).Reason.ShouldBe("GRANT_STATE_INVALID");
        (await desk.Plan(Role.AgentL2).RevokeGrantAsync(Desk.Revoke(cash.GrantId))).Grant.State.ShouldBe(GrantState.Revoked);
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task Lists_show_the_newest_first_and_customers_their_own(string database)
    {
        await using var desk = await Desk.Open(database);
        var ids = new List<string>();
        foreach (var (order, cause) in new[] { ("o_1", CompensationCause.Damaged), ("o_1", CompensationCause.Conduct), ("o_2", CompensationCause.Damaged) })
        {
            await desk.Knows(order);
            ids.Insert(0, (await desk.Plan(Role.AgentL1).GrantCompensationAsync(Desk.Ask(order, $"{order}/{cause}", cause))).Grant.GrantId);
            await desk.Host.Advance(Duration.FromMinutes(1));
        }

        var finance = desk.Person(Role.Finance, "finance_1");
        Ids(await finance.ListGrantsAsync(new())).ShouldBe(ids);
        Ids(await finance.ListGrantsAsync(new() { OrderId = "o_1" })).ShouldBe(ids[1..]);
        Ids(await finance.ListGrantsAsync(new() { CustomerId = Desk.Customer })).ShouldBe(ids);
        Ids(await finance.ListGrantsAsync(new() { CustomerId = "buyer_2" })).ShouldBeEmpty();
        var page = await finance.ListGrantsAsync(new() { PageSize = 2 });
        Ids(page).ShouldBe(ids[..2]);
        Ids(await finance.ListGrantsAsync(new() { PageSize = 2, PageToken = page.NextPageToken })).ShouldBe(ids[2..]);
        (await Desk.Refused(finance.ListGrantsAsync(new() { OrderId = "o_1", PageToken = page.NextPageToken }))).Reason.ShouldBe("PAGE_TOKEN_INVALID");
        (await Desk.Refused(finance.ListGrantsAsync(new() { OrderId = "o_1", CustomerId = Desk.Customer }))).Reason.ShouldBe("INVALID_REQUEST");

        Ids(await desk.Buyer().ListGrantsAsync(new())).ShouldBe(ids);
        (await desk.Buyer().ListGrantsAsync(new() { OrderId = "o_2" })).Grants.Single().Coupon.Code.ShouldNotContain("*");
        foreach (var request in new ListGrantsRequest[] { new(), new() { OrderId = "o_1" }, new() { CustomerId = Desk.Customer } })
            Ids(await desk.Buyer("buyer_2").ListGrantsAsync(request)).ShouldBeEmpty();
        (await Desk.Refused(desk.Buyer("buyer_2").GetGrantAsync(new() { GrantId = ids[0] }))).Reason.ShouldBe("GRANT_NOT_FOUND");
        (await Desk.Refused(desk.Person(Role.AgentL2, merchant: "m_2").GetGrantAsync(new() { GrantId = ids[0] }))).Reason.ShouldBe("GRANT_NOT_FOUND");
        (await finance.GetGrantAsync(new() { GrantId = ids[0] })).Grant.Coupon.Code.ShouldStartWith("****");
    }

    private static IEnumerable<string> Ids(ListGrantsResponse page) => page.Grants.Select(g => g.GrantId);
}
