using Aftersales.Contracts;
using Aftersales.Contracts.Returns;
using Aftersales.Testing;
using Grpc.Core;
using NodaTime;

namespace Aftersales.Returns.Tests.Services;

public sealed class EligibilityTests
{
    private static CheckEligibilityRequest Ask(string reason, params (string Line, int Quantity)[] lines) => new()
    {
        OrderId = World.Order,
        ReasonCode = reason,
        EvidenceCount = 1,
        Lines = { lines.Select(l => new LineQuantity { LineId = l.Line, Quantity = l.Quantity }) },
    };

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task Every_rule_answers_before_anything_is_requested(string database)
    {
        await using var world = await World.Start(database);
        await world.Requested(ReturnReason.NoReason, ("cups", 2));
        var answer = await world.Customer.CheckEligibilityAsync(Ask("no_reason.unwanted", ("cups", 2), ("kettle", 1), ("fruit", 1)));
        answer.Eligible.ShouldBeFalse();
        answer.Lines.Select(l => l.Eligible).ShouldBe([false, true, false]);
        answer.Lines.ShouldAllBe(l => l.Rules.Count == 8);
        var free = answer.Lines[0].Rules.Single(r => !r.Passed);
        (free.RuleId, free.Rule, free.Reason, free.OverridableBy.Count).ShouldBe(("free", "R-RET-2", "QUANTITY_EXCEEDED", 0));
        var category = answer.Lines[2].Rules.Single(r => !r.Passed);
        (category.RuleId, category.Reason, category.OverridableBy.Single()).ShouldBe(("category", "RETURN_CATEGORY_EXCLUDED", Role.Supervisor));
        category.Text.ZhCn.ShouldContain("定制商品");
        // Five pieces at 500 g: 10.00 and twice 2.00, all at the buyer's cost.
        (answer.Freight.Cost.MinorUnits, answer.Freight.Buyer.MinorUnits, answer.Deduction.MinorUnits).ShouldBe((12_00, 12_00, 12_00));
        answer.CollectDueTime.ToDateTime().ShouldBe(new DateTime(2026, 6, 7, 16, 0, 0));
        answer.Lines[1].WindowEndTime.ToDateTime().ShouldBe(new DateTime(2026, 6, 9, 16, 0, 0));
        (await world.Specialist.ListReturnsAsync(new())).Returns.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_question_about_anothers_order_or_an_unknown_reason_is_refused()
    {
        await using var world = await World.Start("sqlite");
        await Refused.With("ORDER_NOT_FOUND", StatusCode.NotFound, world.Stranger.CheckEligibilityAsync(Ask("no_reason.unwanted", ("cups", 1))));
        var unknown = await Refused.With(
            "RETURN_REASON_UNKNOWN", StatusCode.InvalidArgument, world.Customer.CheckEligibilityAsync(Ask("no_reason.moon", ("cups", 1))));
        unknown["policy_version"].ShouldBe("2026-2");
        await Refused.With("LINE_UNKNOWN", StatusCode.InvalidArgument, world.Customer.CheckEligibilityAsync(Ask("no_reason.unwanted", ("pan", 1))));
    }

    [Fact]
    public async Task R_RET_12_the_policy_in_force_is_told_to_customers_in_both_languages_with_its_version()
    {
        await using var world = await World.Start("sqlite");
        var policy = await world.Customer.GetReturnPolicyAsync(new());
        policy.Version.ShouldBe("2026-2");
        policy.Clauses.ShouldAllBe(c => c.Text.ZhCn.Length > 0 && c.Text.En.Length > 0 && c.Rule.StartsWith("R-RET-"));
        policy.Clauses.Single(c => c.ClauseId == "window").Text.En.ShouldContain("No reason: 7 days");
        var rotten = policy.Reasons.Single(r => r.Code == "quality").Children.Single(r => r.Code == "quality.rotten");
        (rotten.Title.ZhCn, rotten.Reason, rotten.Fault, rotten.EvidenceCount, rotten.WindowDays, rotten.CaseType)
            .ShouldBe(("腐烂变质", ReturnReason.Quality, Fault.Supplier, 1, 15, "QUALITY"));
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task A_higher_role_overrides_a_closed_window_and_it_is_recorded(string database)
    {
        await using var world = await World.Start(database);
        await world.Host.Advance(Duration.FromDays(8));
        var request = World.Request();
        await Refused.With("RETURN_WINDOW_CLOSED", StatusCode.FailedPrecondition, world.Customer.RequestReturnAsync(request));
        request.Overrides.Add(new OverrideRequest { RuleId = "window", Why = "promised by phone" });
        await Refused.With("RETURN_OVERRIDE_DENIED", StatusCode.PermissionDenied, world.Customer.RequestReturnAsync(request));
        request.RequestId = World.NewId();
        var made = (await world.As("p_supervisor", Role.Supervisor).RequestReturnAsync(request)).Return;
        var done = made.Overrides.ShouldHaveSingleItem();
        (done.RuleId, done.LineId, done.By, done.Why).ShouldBe(("window", "kettle", "p_supervisor", "promised by phone"));
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_RET_2_two_returns_of_the_same_unit_at_the_same_moment_end_with_one_holder(string database)
    {
        await using var world = await World.Start(database);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            try
            {
                return (await world.Requested()).ReturnId;
            }
            catch (RpcException refused)
            {
                return Aftersales.Platform.Grpc.ErrorDetails.From(refused)!.Info!.Reason;
            }
        }));
        var holder = outcomes.Where(o => o != "UNIT_ALREADY_HELD").ShouldHaveSingleItem();
        (await Refused.With("UNIT_ALREADY_HELD", StatusCode.FailedPrecondition, world.Customer.RequestReturnAsync(World.Request())))["holder"].ShouldBe(holder);
    }
}
