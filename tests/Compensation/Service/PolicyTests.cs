using Aftersales.Compensations;
using Aftersales.Contracts;
using Aftersales.Contracts.Compensations;
using Aftersales.Contracts.Standard.Rpc;
using Aftersales.Platform.Grpc;
using Aftersales.Testing;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using NodaTime;
using Duration = NodaTime.Duration;

namespace Aftersales.Compensation.Tests.Service;

/// <summary>Policies that are drafted, approved by another person, in force from a time, rolled back and tried out.</summary>
public sealed class PolicyTests
{
    private static string Id => Guid.NewGuid().ToString();

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_PPL_1_a_draft_decides_from_the_time_that_another_person_approved(string database)
    {
        await using var desk = await Desk.Open(database);
        await desk.Knows("o_1");
        var (drafter, supervisor) = (desk.Person(Role.Supervisor, "drafter"), desk.Person(Role.Supervisor, "supervisor"));
        var seed = (await drafter.GetPolicyAsync(new() { PolicyId = "current" })).Policy;
        seed.ShouldSatisfyAllConditions(p => p.PolicyId.ShouldBe("seed"), p => p.InForce.ShouldBeTrue(), p => p.PolicyVersion.ShouldBe("2026-1"));

        var draft = (await drafter.DraftPolicyAsync(new() { RequestId = Id, Document = Halved(seed.Document, "2026-2"), Note = "half" })).Policy;
        draft.ShouldSatisfyAllConditions(
            p => p.State.ShouldBe(PolicyState.Draft), p => p.PolicyVersion.ShouldBe("2026-2"), p => p.DraftedBy.ShouldBe("drafter"), p => p.InForceFrom.ShouldBeNull());
        (await Desk.Refused(drafter.ApprovePolicyAsync(new() { RequestId = Id, PolicyId = draft.PolicyId }))).Reason.ShouldBe("SAME_PERSON");
        var early = (desk.Host.Now + Duration.FromSeconds(59)).ToDateTimeUtc().ToTimestamp();
        (await Desk.Refused(supervisor.ApprovePolicyAsync(new() { RequestId = Id, PolicyId = draft.PolicyId, InForceFrom = early }))).Reason.ShouldBe("POLICY_INVALID");
        (await Amount(desk)).ShouldBe(10_00);

        var from = desk.Host.Now + Duration.FromHours(2);
        var approved = (await supervisor.ApprovePolicyAsync(new() { RequestId = Id, PolicyId = draft.PolicyId, InForceFrom = from.ToDateTimeUtc().ToTimestamp() })).Policy;
        approved.ShouldSatisfyAllConditions(p => p.State.ShouldBe(PolicyState.Approved), p => p.ApprovedBy.ShouldBe("supervisor"));
        (await Desk.Refused(desk.Person(Role.Supervisor, "third").ApprovePolicyAsync(new() { RequestId = Id, PolicyId = draft.PolicyId }))).Reason.ShouldBe("ALREADY_DECIDED");
        (await Desk.Refused(drafter.WithdrawPolicyAsync(new() { RequestId = Id, PolicyId = draft.PolicyId }))).Reason.ShouldBe("POLICY_STATE_INVALID");
        await desk.Host.MoveTo(from - Duration.FromSeconds(1));
        (await Amount(desk)).ShouldBe(10_00);
        await desk.Host.MoveTo(from);
        (await Amount(desk)).ShouldBe(5_00);
        var grant = (await desk.Plan(Role.AgentL1).GrantCompensationAsync(Desk.Ask("o_1", "step_1", fen: 5_00))).Grant;
        grant.Basis.PolicyVersion.ShouldBe("2026-2");

        // Rolled back by a copy of the old one under a version of its own.
        var back = (await supervisor.DraftPolicyAsync(new() { RequestId = Id, CopyOf = "seed", Version = "2026-3" })).Policy;
        await drafter.ApprovePolicyAsync(new() { RequestId = Id, PolicyId = back.PolicyId });
        await desk.Host.Advance(Duration.FromMinutes(1));
        await desk.Knows("o_2");
        (await Amount(desk, "o_2")).ShouldBe(10_00);
        var policies = (await supervisor.ListPoliciesAsync(new())).Policies;
        policies.Select(p => (p.PolicyVersion, p.InForce)).ShouldBe([("2026-3", true), ("2026-2", false)]);
        policies.ShouldAllBe(p => p.Document == "");
        (await supervisor.GetPolicyAsync(new() { PolicyId = "current" })).Policy.ShouldSatisfyAllConditions(
            p => p.PolicyId.ShouldBe(back.PolicyId), p => p.CopyOf.ShouldBe("seed"), p => p.Document.ShouldContain("\"2026-3\""));
        (await supervisor.GetPolicyAsync(new() { PolicyId = "seed" })).Policy.InForce.ShouldBeFalse();
        (await Desk.Refused(supervisor.GetPolicyAsync(new() { PolicyId = "pol_none" }))).Reason.ShouldBe("POLICY_NOT_FOUND");
        (await Desk.Refused(desk.Person(Role.Supervisor, "x", "m_2").GetPolicyAsync(new() { PolicyId = back.PolicyId }))).Reason.ShouldBe("POLICY_NOT_FOUND");
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task A_version_is_one_policy_s_until_its_draft_is_withdrawn(string database)
    {
        await using var desk = await Desk.Open(database);
        var drafter = desk.Person(Role.AgentL2, "drafter");
        var document = Halved((await drafter.GetPolicyAsync(new() { PolicyId = "seed" })).Policy.Document, "2026-2");
        var request = new DraftPolicyRequest { RequestId = Id, Document = document };
        var draft = (await drafter.DraftPolicyAsync(request)).Policy;
        (await drafter.DraftPolicyAsync(request)).Policy.ShouldBe(draft);
        var taken = await Violations(drafter.DraftPolicyAsync(new() { RequestId = Id, Document = document }));
        taken.ShouldBe(["version: is another policy's"]);
        (await Violations(drafter.DraftPolicyAsync(new() { RequestId = Id, Document = document.Replace("2026-2", "2026-1") }))).ShouldBe(taken);

        (await drafter.WithdrawPolicyAsync(new() { RequestId = Id, PolicyId = draft.PolicyId })).Policy.State.ShouldBe(PolicyState.Withdrawn);
        await drafter.WithdrawPolicyAsync(new() { RequestId = Id, PolicyId = draft.PolicyId });
        (await Desk.Refused(desk.Person(Role.Supervisor, "supervisor").ApprovePolicyAsync(new() { RequestId = Id, PolicyId = draft.PolicyId }))).Reason.ShouldBe("POLICY_STATE_INVALID");
        (await Desk.Refused(desk.Person(Role.Supervisor, "supervisor").WithdrawPolicyAsync(new() { RequestId = Id, PolicyId = draft.PolicyId }))).Reason.ShouldBe("ALREADY_DECIDED");
        await drafter.DraftPolicyAsync(new() { RequestId = Id, Document = document });
    }

    [Fact]
    public async Task A_draft_with_problems_is_refused_with_each_place_and_why()
    {
        await using var desk = await Desk.Open("sqlite");
        var drafter = desk.Person(Role.Supervisor, "drafter");
        var document = Halved((await drafter.GetPolicyAsync(new() { PolicyId = "seed" })).Policy.Document, "2026-2");
        (await Violations(drafter.DraftPolicyAsync(new() { RequestId = Id, Document = document.Replace("\"currency\":\"CNY\"", "\"currency\":\"USD\"") })))
            .ShouldContain("orderCap: must be CNY");
        (await Violations(drafter.DraftPolicyAsync(new() { RequestId = Id, Document = document.Replace("\"minor\":50000", "\"minor\":500.5") })))
            .ShouldBe(["rules[13].cap.minor: must be a whole number, without quotes"]);
        (await Violations(drafter.DraftPolicyAsync(new() { RequestId = Id, Document = document.Replace("\"Lost\"", "\"Stolen\"") }))).Single().ShouldContain("must be one of ShortPick");
        (await Violations(drafter.DraftPolicyAsync(new() { RequestId = Id, Document = "{" }))).Single().ShouldStartWith("$: ");
        (await Desk.Refused(drafter.DraftPolicyAsync(new() { RequestId = Id }))).Reason.ShouldBe("INVALID_REQUEST");
        (await Desk.Refused(drafter.DraftPolicyAsync(new() { RequestId = Id, CopyOf = "seed" }))).Reason.ShouldBe("INVALID_REQUEST");
        (await Desk.Refused(drafter.DraftPolicyAsync(new() { RequestId = Id, CopyOf = "seed", Version = "x", Document = document }))).Reason.ShouldBe("INVALID_REQUEST");
        (await Desk.Refused(drafter.DraftPolicyAsync(new() { RequestId = Id, CopyOf = "pol_none", Version = "x" }))).Reason.ShouldBe("POLICY_NOT_FOUND");
        (await Desk.Refused(desk.Person(Role.AgentL1).DraftPolicyAsync(new() { RequestId = Id, Document = document }))).Reason.ShouldBe("ROLE_REQUIRED");
        (await Desk.Refused(desk.Person(Role.AgentL2).ApprovePolicyAsync(new() { RequestId = Id, PolicyId = "pol_none" }))).Reason.ShouldBe("ROLE_REQUIRED");
        (await drafter.GetPolicyAsync(new() { PolicyId = "current" })).Policy.PolicyId.ShouldBe("seed");
    }

    [Fact]
    public async Task A_rule_that_ended_meanwhile_is_found_at_approval()
    {
        await using var desk = await Desk.Open("sqlite");
        var drafter = desk.Person(Role.Supervisor, "drafter");
        var document = Halved((await drafter.GetPolicyAsync(new() { PolicyId = "seed" })).Policy.Document, "2026-2")
            .Replace("\"id\":\"l1-coupon\"", "\"id\":\"l1-coupon\",\"validUntil\":\"2026-06-02\"");
        var draft = (await drafter.DraftPolicyAsync(new() { RequestId = Id, Document = document })).Policy;
        await desk.Host.Advance(Duration.FromDays(1));
        (await Violations(desk.Person(Role.Supervisor, "supervisor").ApprovePolicyAsync(new() { RequestId = Id, PolicyId = draft.PolicyId })))
            .ShouldBe(["rules[0].validUntil: is over"]);
    }

    [Fact]
    public async Task Before_it_is_approved_a_draft_shows_what_it_would_answer()
    {
        await using var desk = await Desk.Open("sqlite");
        await desk.Knows("o_1");
        var drafter = desk.Person(Role.Supervisor, "drafter");
        await desk.Plan(Role.AgentL1).GrantCompensationAsync(Desk.Ask("o_1", "step_1", fen: 10_00));
        await desk.Plan(Role.AgentL2, "agent_2").GrantCompensationAsync(Desk.Ask("o_1", "step_2", CompensationCause.Lost, CompensationKind.Cash, 4_00));
        var document = Halved((await drafter.GetPolicyAsync(new() { PolicyId = "seed" })).Policy.Document, "2026-2");
        var draft = (await drafter.DraftPolicyAsync(new() { RequestId = Id, Document = document })).Policy;

        var request = new SimulatePolicyRequest
        {
            PolicyId = draft.PolicyId,
            RecentGrants = 10,
            Cases =
            {
                new SimulatedCase { OrderId = "o_1", Cause = CompensationCause.Quality, Tier = Tier.L1 },
                new SimulatedCase { Order = desk.Snapshot("o_none", 333_33), Cause = CompensationCause.Quality, Tier = Tier.L1 },
                new SimulatedCase { Order = desk.Snapshot("o_none"), Cause = CompensationCause.Lost, Tier = Tier.Platform },
            },
        };
        var answer = await drafter.SimulatePolicyAsync(request);
        answer.Cases.Select(c => (c.Today[0].Amount?.MinorUnits, c.Draft[0].Amount?.MinorUnits, c.Differs)).ShouldBe([(10_00, 5_00, true), (33_33, 16_67, true), (null, null, false)]);
        answer.Cases[0].DraftExplanation.PolicyVersion.ShouldBe("2026-2");
        answer.Cases[1].DraftExplanation.Rules.Single(r => r.RuleId == "l1-coupon").Arithmetic.ShouldSatisfyAllConditions(
            a => a.Unrounded.ShouldBe(16_66_6500), a => a.Rounded.ShouldBe(Desk.Cny(16_67)), a => a.RateBasisPoints.ShouldBe(500));
        answer.Grants.Select(g => (g.Demanded.MinorUnits, g.Today.MinorUnits, g.Draft.MinorUnits, g.Passes)).ShouldBe(
            [(4_00, 20_00, 10_00, true), (10_00, 10_00, 5_00, false)], ignoreOrder: true);

        (await drafter.SimulatePolicyAsync(new() { Document = document, Cases = { request.Cases[0] } })).Cases.Single().Draft.ShouldBe(answer.Cases[0].Draft);
        (await Desk.Refused(drafter.SimulatePolicyAsync(new()))).Reason.ShouldBe("INVALID_REQUEST");
        (await Desk.Refused(drafter.SimulatePolicyAsync(new() { PolicyId = "pol_none" }))).Reason.ShouldBe("POLICY_NOT_FOUND");
        (await Desk.Refused(drafter.SimulatePolicyAsync(new() { Document = "{}" }))).Reason.ShouldBe("POLICY_INVALID");
        (await Amount(desk)).ShouldBe(10_00);
    }

    [Fact]
    public async Task A_file_that_turns_bad_leaves_the_version_before_in_force()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("policies-");
        var file = Path.Combine(folder.CreateSubdirectory(Desk.Merchant).FullName, "compensation.json");
        await File.WriteAllTextAsync(file, "{ \"version\": ");
        await using (var host = await TestService.Start(
            CompensationApp.Name, settings => CompensationApp.Create(settings with { PolicyFolder = folder.FullName }), "sqlite", peers: new TrackingStub()))
        {
            var desk = new Desk(host, new());
            await desk.Knows("o_1");
            (await Amount(desk)).ShouldBe(10_00);
            (await desk.Person(Role.Supervisor).GetPolicyAsync(new() { PolicyId = "current" })).Policy.PolicyVersion.ShouldBe("2026-1");
        }

        folder.Delete(recursive: true);
    }

    private static async Task<long> Amount(Desk desk, string order = "o_1") => (await desk.Plan(Role.AgentL1).QuoteCompensationAsync(
        new() { OrderId = order, Cause = CompensationCause.Quality })).Options[0].Amount.MinorUnits;

    private static string Halved(string document, string version) => document
        .Replace("\"version\":\"2026-1\"", $"\"version\":\"{version}\"").Replace("\"rate\":\"10%\"", "\"rate\":\"5%\"").Replace("\"rate\":\"20%\"", "\"rate\":\"10%\"");

    private static async Task<List<string>> Violations<T>(AsyncUnaryCall<T> call)
    {
        var error = await Should.ThrowAsync<RpcException>(async () => await call);
        var details = ErrorDetails.From(error)!;
        details.Info!.Reason.ShouldBe("POLICY_INVALID");
        return [.. details.Violations.Select(v => $"{v.Field}: {v.Description}")];
    }
}
