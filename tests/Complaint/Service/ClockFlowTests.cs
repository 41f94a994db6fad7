using Aftersales.Contracts.Complaints;
using Aftersales.Testing;
using NodaTime;
using static Aftersales.Complaint.Tests.Service.World;

namespace Aftersales.Complaint.Tests.Service;

/// <summary>Deadlines as the scheduler runs them.</summary>
public class ClockFlowTests
{
    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_CLK_3_a_breached_decision_escalates_and_is_told(string database)
    {
        await using var world = await World.Start(database);
        var opened = await world.Open();
        await world.Service.MoveTo(opened.Clock.DueTime.ToDateTimeOffset() is var due ? Instant.FromDateTimeOffset(due) : default);
        var raised = await world.Case(opened.CaseId);
        // The customer was never answered either, which is a breach and passes nothing up.
        (raised.Tier, raised.OwnerId, raised.Clock.Breaches, raised.Clock.WaitsFor).ShouldBe((Contracts.Tier.L2, "senior-1", 2, "decision"));
        world.Service.Published.Where(e => e.Type.EndsWith(".ClockBreached")).Select(e => e.Data<ClockBreached>().WaitsFor).ShouldBe(["decision", "first_response"]);
        world.Service.Last<CaseEscalated>().Case.Tier.ShouldBe(Contracts.Tier.L2);
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_CLK_4_silence_about_photos_is_reminded_twice_and_expires(string database)
    {
        await using var world = await World.Start(database);
        var opened = await world.Open(CaseType.Damaged);
        await world.Service.Advance(Duration.FromDays(1));
        await world.Service.Advance(Duration.FromDays(2));
        world.Service.Published.Count(e => e.Type.EndsWith(".CustomerReminded")).ShouldBe(2);
        (await world.Case(opened.CaseId)).State.ShouldBe(CaseState.AwaitingEvidence);
        await world.Service.Advance(Duration.FromDays(7));
        (await world.Case(opened.CaseId)).Outcome.ShouldBe(CaseOutcome.Expired);

        var again = await world.Customer.ReopenCaseAsync(new() { RequestId = NewId(), CaseId = opened.CaseId, Reason = "有照片了" });
        again.Case.State.ShouldBe(CaseState.AwaitingEvidence);
        world.Service.Published.Count(e => e.Type.EndsWith(".CaseClosed")).ShouldBe(1);
    }

    [Fact]
    public async Task An_unanswered_offer_passes_and_the_case_is_the_agents_again()
    {
        await using var world = await World.Start("sqlite");
        var opened = await world.Open();
        var offer = await world.Offer(opened.CaseId, Coupon(5_00));
        await world.Service.Advance(Duration.FromDays(3));
        var back = await world.Case(opened.CaseId);
        (back.State, back.Offers.Single().State, back.Clock.WaitsFor).ShouldBe((CaseState.Open, OfferState.Expired, "decision"));
        world.Service.Last<OfferDeclined>().OfferId.ShouldBe(offer);
        (await Refused(world.Customer.AcceptOfferAsync(new() { RequestId = NewId(), CaseId = opened.CaseId, OfferId = offer }))).ShouldBe("OFFER_NOT_OPEN");
    }

    [Fact]
    public async Task R_CASE_4_a_silent_but_told_customer_is_taken_as_content()
    {
        await using var world = await World.Start("sqlite");
        var caseId = await world.Accepted(Coupon(5_00));
        (await world.Case(caseId)).State.ShouldBe(CaseState.Resolved);
        await world.Service.Advance(Duration.FromDays(2));
        await world.Service.Advance(Duration.FromDays(2));
        await world.Service.Advance(Duration.FromDays(3));
        (await world.Case(caseId)).Outcome.ShouldBe(CaseOutcome.Resolved);
        await world.Service.Advance(Duration.FromDays(7));
        (await Refused(world.Customer.ReopenCaseAsync(new() { RequestId = NewId(), CaseId = caseId, Reason = "还是不行" }))).ShouldBe("REOPEN_TOO_LATE");
    }
}
