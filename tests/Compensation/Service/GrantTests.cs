using Aftersales.Compensations;
using Aftersales.Contracts;
using Aftersales.Contracts.Compensations;
using Aftersales.Platform.Store;
using Aftersales.Testing;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Aftersales.Compensation.Tests.Service;

/// <summary>Granting and asking, over real sockets on both databases.</summary>
public sealed class GrantTests
{
    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_COMP_9_a_grant_tells_what_it_rests_on_and_is_published_without_its_code(string database)
    {
        await using var desk = await Desk.Open(database);
        await desk.Knows("o_1", 123_45);
        var ask = Desk.Ask("o_1", "step_1", fen: 12_35);

        var grant = (await desk.Plan(Role.AgentL1).GrantCompensationAsync(ask)).Grant;
        grant.ShouldSatisfyAllConditions(
            () => grant.CustomerId.ShouldBe(Desk.Customer),
            () => grant.State.ShouldBe(GrantState.Granted),
            () => grant.Amount.ShouldBe(Desk.Cny(12_35)),
            () => grant.Basis.ShouldBe(new Basis
            {
                Rule = "R-COMP-2",
                PolicyVersion = "2026-1",
                PaidAmount = Desk.Cny(123_45),
                RateBasisPoints = 1001,
                DecidedBy = "agent_1",
                Tier = Tier.L1,
                AttributedTo = ResponsibleParty.Courier,
                RuleId = "l1-coupon",
            }),
            () => grant.Coupon.Value.ShouldBe(grant.Amount),
            () => grant.Coupon.Code.ShouldStartWith("****"));

        var code = await desk.Code(grant);
        code.ShouldMatch("^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$");
        code.ShouldEndWith(grant.Coupon.Code[^4..]);

        await desk.Host.Drain();
        desk.Host.Last<CompensationGranted>().Grant.ShouldBe(new GrantSnapshot
        {
            GrantId = grant.GrantId,
            Version = 1,
            OrderId = "o_1",
            CustomerId = Desk.Customer,
            CaseId = "case_1",
            Cause = CompensationCause.Damaged,
            Kind = CompensationKind.Coupon,
            Amount = Desk.Cny(12_35),
            State = GrantState.Granted,
            AttributedTo = ResponsibleParty.Courier,
            Coupon = new() { State = CouponState.Available, Balance = Desk.Cny(12_35), ExpireTime = grant.Coupon.ExpireTime, Overdrawn = Desk.Cny(0) },
        });

        var store = desk.Host.Services.GetRequiredService<IStore>();
        var kept = (await store.Load(Desk.Merchant, "grant", grant.GrantId, null, CancellationToken.None)).State
            + (await store.Events(Desk.Merchant, "grant", grant.GrantId, 0, 10, CancellationToken.None)).Single().Body
            + string.Concat(desk.Host.Published.Select(e => e.Json));
        kept.ShouldNotContain(code);
        kept.ShouldNotContain(code.Replace("-", ""));
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_COMP_3_a_question_gets_the_answer_that_the_grant_would_get(string database)
    {
        await using var desk = await Desk.Open(database);
        await desk.Knows("o_1", 5000_00);
        var (l1, l2) = (desk.Plan(Role.AgentL1), desk.Plan(Role.AgentL2, "agent_2"));
        var forReview = Desk.Ask("o_1", "step_r");
        forReview.ConditionalOnReview = true;

        var answer = await l1.CheckAuthorityAsync(Desk.Question(Desk.Ask("o_1", "step_1", fen: 5_00)));
        answer.Allowed.ShouldBe(Desk.Cny(200_00));
        answer.Basis.Tier.ShouldBe(Tier.L1);
        (await desk.Plan(Role.Platform, "platform").CheckAuthorityAsync(Desk.Question(Desk.Ask("o_1", "step_1", fen: 5_00)))).Allowed.ShouldBeNull();

        await l1.GrantCompensationAsync(Desk.Ask("o_1", "step_1", fen: 200_00));
        await l1.GrantCompensationAsync(Desk.Ask("o_1", "step_2", CompensationCause.Conduct, fen: 200_00));
        (CompensationService.CompensationServiceClient Client, GrantCompensationRequest Request, string Reason)[] refused =
        [
            (l1, Desk.Ask("o_1", "step_3", CompensationCause.Goodwill, fen: 200_01), "AUTHORITY_EXCEEDED"),
            (l1, Desk.Ask("o_1", "step_3"), "ALREADY_COMPENSATED"),
            (l1, Desk.Ask("o_1", "step_3", CompensationCause.Goodwill, fen: 100_01), "ORDER_CAP_EXCEEDED"),
            (l1, forReview, "REVIEW_CONDITIONED"),
            (l1, Desk.Ask("o_unknown", "step_3"), "ORDER_NOT_YET_KNOWN"),
            (l2, Desk.Ask("o_1", "step_3", CompensationCause.Quality, CompensationKind.Cash), "AUTHORITY_EXCEEDED"),
        ];
        foreach (var (client, request, reason) in refused)
        {
            var granted = await Desk.Refused(client.GrantCompensationAsync(request));
            granted.Reason.ShouldBe(reason);
            (await Desk.Refused(client.CheckAuthorityAsync(Desk.Question(request)))).ShouldBe(granted);
        }

        var exceeded = await Desk.Refused(l2.CheckAuthorityAsync(Desk.Question(refused[^1].Request)));
        exceeded.Metadata["tier"].ShouldBe("PLATFORM");
        exceeded.Metadata["allowed"].ShouldBe("0");
        exceeded.Metadata["rule"].ShouldBe("R-COMP-2");
        desk.Host.Published.Count(e => e.Type == CompensationGranted.Descriptor.FullName).ShouldBeLessThanOrEqualTo(2);
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_COMP_5_an_increase_by_a_higher_tier_grants_the_difference(string database)
    {
        await using var desk = await Desk.Open(database);
        await desk.Knows("o_1");
        var first = (await desk.Plan(Role.AgentL1).GrantCompensationAsync(Desk.Ask("o_1", "step_1", fen: 10_00))).Grant;
        var increase = (await desk.Plan(Role.AgentL2, "agent_2").GrantCompensationAsync(Desk.Ask("o_1", "step_2", fen: 16_00))).Grant;
        increase.Amount.ShouldBe(Desk.Cny(6_00));
        increase.GrantId.ShouldNotBe(first.GrantId);
        (await Desk.Refused(desk.Plan(Role.AgentL2, "agent_2").GrantCompensationAsync(Desk.Ask("o_1", "step_3", fen: 20_00))))
            .Metadata["grant_id"].ShouldBe(first.GrantId);
        (await desk.Plan(Role.Platform, "platform").GrantCompensationAsync(Desk.Ask("o_1", "step_4", kind: CompensationKind.Cash, fen: 1016_00)))
            .Grant.ShouldSatisfyAllConditions(g => g.Amount.ShouldBe(Desk.Cny(1000_00)), g => g.Coupon.ShouldBeNull());
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_COMP_5_a_grant_that_is_revoked_with_the_offer_stands_in_nobody_s_way(string database)
    {
        await using var desk = await Desk.Open(database);
        await desk.Knows("o_1");
        var vain = (await desk.Plan(Role.AgentL1).GrantCompensationAsync(Desk.Ask("o_1", "step_1", fen: 10_00))).Grant;
        var question = new CheckAuthorityRequest { OrderId = "o_1", Cause = CompensationCause.Damaged, Kind = CompensationKind.Coupon, Amount = Desk.Cny(9_00) };
        (await Desk.Refused(desk.Plan(Role.AgentL1).CheckAuthorityAsync(question))).Reason.ShouldBe("ALREADY_COMPENSATED");
        question.InsteadOfGrantIds.Add([vain.GrantId, "cmp_unknown"]);
        (await desk.Plan(Role.AgentL1).CheckAuthorityAsync(question)).Allowed.ShouldBe(Desk.Cny(10_00));
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task A_step_grants_once_however_often_it_asks(string database)
    {
        await using var desk = await Desk.Open(database);
        await desk.Knows("o_1");
        var ask = Desk.Ask("o_1", "step_1");
        var reply = await desk.Plan(Role.AgentL1).GrantCompensationAsync(ask);
        (await desk.Plan(Role.AgentL1).GrantCompensationAsync(ask)).ShouldBe(reply);
        (await desk.Plan(Role.AgentL1).GrantCompensationAsync(Desk.Ask("o_1", "step_1"))).ShouldBe(reply);
        (await Desk.Refused(desk.Plan(Role.AgentL1).GrantCompensationAsync(Desk.Ask("o_1", "step_1", fen: 9_00)))).Reason.ShouldBe("ALREADY_DECIDED");
        ask.Amount.MinorUnits = 1;
        (await Desk.Refused(desk.Plan(Role.AgentL1).GrantCompensationAsync(ask))).Reason.ShouldBe("REQUEST_ID_REUSED");
        await desk.Host.Drain();
        desk.Host.Published.Count.ShouldBe(1);
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task An_order_that_was_not_told_is_asked_for(string database)
    {
        await using var desk = await Desk.Open(database);
        var refusal = await Desk.Refused(desk.Plan(Role.AgentL1).GrantCompensationAsync(Desk.Ask("o_1", "step_1")));
        refusal.Reason.ShouldBe("ORDER_NOT_YET_KNOWN");
        refusal.Metadata["order_id"].ShouldBe("o_1");
        desk.Tracking.Orders["o_1"] = desk.Snapshot("o_1");
        await desk.Plan(Role.AgentL1).GrantCompensationAsync(Desk.Ask("o_1", "step_1"));
        desk.Tracking.Orders.Clear();
        await desk.Plan(Role.AgentL1).GrantCompensationAsync(Desk.Ask("o_1", "step_2", CompensationCause.Conduct));
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_COMP_4_the_suite_itself_grants_what_a_rule_mandates_and_nothing_else(string database)
    {
        await using var desk = await Desk.Open(database);
        await desk.Knows("o_1", 100_00, paidHoursAgo: 73);
        var suite = desk.Plan(Role.Service, "complaint");
        var mandated = (await suite.GrantCompensationAsync(Desk.Ask("o_1", "step_1", CompensationCause.LateDispatch, fen: 30_00))).Grant;
        mandated.Basis.Rule.ShouldBe("R-COMP-4");
        mandated.Basis.Tier.ShouldBe(Tier.Unspecified);
        var refusal = await Desk.Refused(suite.GrantCompensationAsync(Desk.Ask("o_1", "step_2", CompensationCause.Goodwill, fen: 1)));
        refusal.Reason.ShouldBe("AUTHORITY_EXCEEDED");
        refusal.Metadata["tier"].ShouldBe("L1");
    }

    [Fact]
    public async Task Only_a_plan_grants_and_only_amounts_of_CNY_above_zero()
    {
        await using var desk = await Desk.Open("sqlite");
        await desk.Knows("o_1");
        (await Desk.Refused(desk.Person(Role.AgentL2).GrantCompensationAsync(Desk.Ask("o_1", "step_1")))).Reason.ShouldBe("ROLE_REQUIRED");
        (await Desk.Refused(desk.Buyer().CheckAuthorityAsync(Desk.Question(Desk.Ask("o_1", "step_1"))))).Reason.ShouldBe("ROLE_REQUIRED");
        await desk.Person(Role.AgentL1).CheckAuthorityAsync(Desk.Question(Desk.Ask("o_1", "step_1")));
        (await Desk.Refused(desk.Plan(Role.AgentL1).GrantCompensationAsync(Desk.Ask("o_1", "step_1", fen: 0)))).Reason.ShouldBe("INVALID_REQUEST");
        var dollars = Desk.Ask("o_1", "step_1");
        dollars.Amount.CurrencyCode = "USD";
        (await Desk.Refused(desk.Plan(Role.AgentL1).GrantCompensationAsync(dollars))).Reason.ShouldBe("INVALID_REQUEST");
        (await Desk.Refused(desk.Plan(Role.ReturnSpecialist).GrantCompensationAsync(Desk.Ask("o_1", "step_1")))).Reason.ShouldBe("AUTHORITY_EXCEEDED");
    }

    [Fact]
    public async Task R_COMP_4_a_merchant_s_own_table_decides_which_kinds_there_are()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("policies-");
        var file = Path.Combine(folder.CreateSubdirectory(Desk.Merchant).FullName, "compensation.json");
        await using (var standard = typeof(CompensationApp).Assembly.GetManifestResourceStream(
            typeof(CompensationApp).Assembly.GetManifestResourceNames().Single(n => n.EndsWith("compensation.json", StringComparison.Ordinal)))!)
        {
            var json = await new StreamReader(standard).ReadToEndAsync();
            await File.WriteAllTextAsync(file, json.Replace("[\"Coupon\", \"Cash\", \"Gift\"]", "[\"Coupon\"]").Replace("\"2026-1\"", "\"own-7\""));
        }

        await using var host = await TestService.Start(
            CompensationApp.Name, settings => CompensationApp.Create(settings with { PolicyFolder = folder.FullName }), "sqlite", peers: new TrackingStub());
        var desk = new Desk(host, new());
        await desk.Knows("o_1");
        var cash = Desk.Ask("o_1", "step_1", kind: CompensationKind.Cash);
        (await Desk.Refused(desk.Plan(Role.Platform, "platform").GrantCompensationAsync(cash))).Reason.ShouldBe("KIND_NOT_ALLOWED");
        (await Desk.Refused(desk.Plan(Role.Platform, "platform").CheckAuthorityAsync(Desk.Question(cash)))).Reason.ShouldBe("KIND_NOT_ALLOWED");
        (await desk.Plan(Role.AgentL1).GrantCompensationAsync(Desk.Ask("o_1", "step_1"))).Grant.Basis.PolicyVersion.ShouldBe("own-7");
        folder.Delete(recursive: true);
    }

}
