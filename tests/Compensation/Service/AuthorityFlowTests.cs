using Aftersales.Contracts;
using Aftersales.Contracts.Compensations;
using Aftersales.Platform.Grpc;
using Aftersales.Testing;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Client = Aftersales.Contracts.Compensations.AuthorityService.AuthorityServiceClient;
using Duration = NodaTime.Duration;

namespace Aftersales.Compensation.Tests.Service;

/// <summary>Authority of persons over real sockets: given, used, told, ended, revoked.</summary>
public sealed class AuthorityFlowTests
{
    private static string Id => Guid.NewGuid().ToString();

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_COMP_3_refused_delegated_granted_and_over(string database)
    {
        await using var desk = await Desk.Open(database);
        await desk.Knows("o_1");
        await desk.Knows("o_2");
        var lead = As(desk, "lead_1", Role.Supervisor);
        var ask = Desk.Ask("o_1", "step_1", fen: 18_00);
        var refused = await Desk.Refused(desk.Plan(Role.AgentL1).GrantCompensationAsync(ask));
        (refused.Reason, refused.Metadata["tier"], refused.Metadata["allowed"]).ShouldBe(("AUTHORITY_EXCEEDED", "L2", "1000"));

        var request = Delegation(desk, rate: 1800);
        var given = (await lead.GiveAuthorityAsync(request)).Authority;
        (await lead.GiveAuthorityAsync(request)).Authority.ShouldBe(given);
        given.ShouldSatisfyAllConditions(
            a => a.State.ShouldBe(AuthorityState.Given), a => a.GivenBy.ShouldBe("lead_1"), a => a.Tier.ShouldBe(Tier.L2), a => a.RateBasisPoints.ShouldBe(1800));
        var quote = await desk.Person(Role.AgentL1).QuoteCompensationAsync(new() { OrderId = "o_1", Cause = CompensationCause.Damaged });
        quote.Options.Where(o => o.WithinAuthority).Select(o => (o.Tier, o.Amount)).ShouldBe([(Tier.L2, Desk.Cny(18_00))]);
        var grant = (await desk.Plan(Role.AgentL1).GrantCompensationAsync(ask)).Grant;
        (grant.Basis.Tier, grant.Basis.AuthorityId, grant.Basis.DecidedBy).ShouldBe((Tier.L2, given.AuthorityId, "agent_1"));
        (await Desk.Refused(desk.Plan(Role.AgentL1, "agent_2").GrantCompensationAsync(Desk.Ask("o_2", "step_2", fen: 18_00)))).Reason.ShouldBe("AUTHORITY_EXCEEDED");

        var limit = (await lead.GiveAuthorityAsync(new() { RequestId = Id, PersonId = "agent_2", Kind = AuthorityKind.Limit, Cap = Desk.Cny(3_00), Reason = "new here" })).Authority;
        (await Desk.Refused(desk.Plan(Role.AgentL1, "agent_2").GrantCompensationAsync(Desk.Ask("o_2", "step_2", fen: 3_01)))).Metadata["allowed"].ShouldBe("300");

        (await lead.ListAuthoritiesAsync(new() { LiveOnly = true })).Authorities.Select(a => a.AuthorityId).ShouldBe([given.AuthorityId, limit.AuthorityId], ignoreOrder: true);
        var own = As(desk, "agent_2", Role.AgentL1);
        (await own.ListAuthoritiesAsync(new() { PersonId = "agent_1" })).Authorities.ShouldHaveSingleItem().ShouldBe(limit);
        (await Desk.Refused(own.GetAuthorityAsync(new() { AuthorityId = given.AuthorityId }))).Reason.ShouldBe("AUTHORITY_NOT_FOUND");

        var revoke = new RevokeAuthorityRequest { RequestId = Id, AuthorityId = limit.AuthorityId, Reason = "learnt it" };
        (await lead.RevokeAuthorityAsync(revoke)).Authority.State.ShouldBe(AuthorityState.Revoked);
        await desk.Plan(Role.AgentL1, "agent_2").GrantCompensationAsync(Desk.Ask("o_2", "step_2", fen: 3_01));
        (await Desk.Refused(As(desk, "lead_2", Role.Supervisor).RevokeAuthorityAsync(new() { RequestId = Id, AuthorityId = limit.AuthorityId, Reason = "learnt it" })))
            .Reason.ShouldBe("ALREADY_DECIDED");

        await desk.Host.Advance(Duration.FromDays(7));
        (await lead.GetAuthorityAsync(new() { AuthorityId = given.AuthorityId })).Authority.State.ShouldBe(AuthorityState.Ended);
        (await Desk.Refused(desk.Plan(Role.AgentL1).GrantCompensationAsync(Desk.Ask("o_2", "step_3", CompensationCause.Conduct, fen: 18_00)))).Reason.ShouldBe("AUTHORITY_EXCEEDED");
        (await lead.ListAuthoritiesAsync(new() { LiveOnly = true })).Authorities.ShouldBeEmpty();
        (await lead.ListAuthoritiesAsync(new() { PersonId = "agent_1" })).Authorities.ShouldHaveSingleItem().AuthorityId.ShouldBe(given.AuthorityId);
        (await Desk.Refused(lead.RevokeAuthorityAsync(new() { RequestId = Id, AuthorityId = given.AuthorityId, Reason = "too late" }))).Reason.ShouldBe("AUTHORITY_STATE_INVALID");
        (desk.Host.Last<AuthorityGiven>().Authority.AuthorityId, desk.Host.Last<AuthorityRevoked>().Authority.RevokedBy, desk.Host.Last<AuthorityEnded>().Authority.AuthorityId)
            .ShouldBe((limit.AuthorityId, "lead_1", given.AuthorityId));
    }

    [Fact]
    public async Task What_cannot_be_given_is_refused_with_why()
    {
        await using var desk = await Desk.Open("sqlite");
        var lead = As(desk, "lead_1", Role.Supervisor);
        var above = Delegation(desk);
        above.Tier = Tier.Platform;
        (await Desk.Refused(lead.GiveAuthorityAsync(above))).Metadata["allowed"].ShouldBe("L2");
        var own = Delegation(desk);
        own.PersonId = "lead_1";
        (await Desk.Refused(lead.GiveAuthorityAsync(own))).Reason.ShouldBe("SAME_PERSON");
        (await Fields(lead, request => request.UntilTime = null)).ShouldBe(["until_time"]);
        (await Fields(lead, request => request.Tier = Tier.Unspecified)).ShouldBe(["tier"]);
        (await Fields(lead, request => request.Kind = AuthorityKind.Limit)).ShouldBe(["tier"]);
        (await Fields(lead, request => request.Kinds.Add(CompensationKind.Freight))).ShouldBe(["kinds"]);
        (await Fields(lead, request => request.Cap = new() { MinorUnits = 1, CurrencyCode = "USD" })).ShouldBe(["cap.currency_code"]);
        (await Desk.Refused(As(desk, "agent_1", Role.AgentL1).GiveAuthorityAsync(Delegation(desk)))).Reason.ShouldBe("ROLE_REQUIRED");

        for (var n = 0; n < 50; n++)
            await lead.GiveAuthorityAsync(Delegation(desk));
        var many = await Desk.Refused(lead.GiveAuthorityAsync(Delegation(desk)));
        (many.Reason, many.Metadata["allowed"]).ShouldBe(("TOO_MANY_AUTHORITIES", "50"));

        async Task<IEnumerable<string>> Fields(Client client, Action<GiveAuthorityRequest> change)
        {
            var request = Delegation(desk);
            change(request);
            var error = ErrorDetails.From(await Should.ThrowAsync<RpcException>(client.GiveAuthorityAsync(request).ResponseAsync))!;
            return error.Violations.Select(violation => violation.Field);
        }
    }

    private static Client As(Desk desk, string person, Role role) => desk.Host.Client(invoker => new Client(invoker), Desk.Merchant, person, role);

    private static GiveAuthorityRequest Delegation(Desk desk, int rate = 0) => new()
    {
        RequestId = Id,
        PersonId = "agent_1",
        Kind = AuthorityKind.Delegation,
        Tier = Tier.L2,
        RateBasisPoints = rate,
        UntilTime = (desk.Host.Now + Duration.FromDays(7)).ToDateTimeUtc().ToTimestamp(),
        Reason = "promotion week",
    };
}
