using Aftersales.Contracts;
using Aftersales.Contracts.Complaints;
using static Aftersales.Complaint.Tests.Service.World;

namespace Aftersales.Complaint.Tests.Service;

/// <summary>Who works a case, and as what, on sockets.</summary>
public class DeskFlowTests
{
    [Fact]
    public async Task Cases_change_hands_and_types_and_none_is_lost()
    {
        await using var world = await World.Start("postgres");
        await world.Deliver(Person("agent-2", Role.AgentL1), "directory");
        var (agent, senior, boss) = (Client(world, "agent-1", Role.AgentL1), Client(world, "senior-1", Role.AgentL2), Client(world, "boss-1", Role.Supervisor));

        // R-CASE-5: to a colleague, to the queue, taken from above.
        var opened = await world.Open();
        opened.OwnerId.ShouldBe("agent-1");
        (await Refused(agent.HandOverCaseAsync(Giving("senior-1")))).ShouldBe("HAND_OVER_IMPOSSIBLE");
        (await agent.HandOverCaseAsync(Giving("agent-2"))).Case.OwnerId.ShouldBe("agent-2");
        (await Refused(agent.HandOverCaseAsync(Giving("")))).ShouldBe("NOT_CASE_OWNER");
        (await boss.HandOverCaseAsync(Giving(""))).Case.OwnerId.ShouldBe("");
        (await agent.ListQueueAsync(new() { Tier = Tier.L1 })).Cases.Single().CaseId.ShouldBe(opened.CaseId);
        (await agent.ListQueueAsync(new() { Tier = Tier.L1, Type = CaseType.MissingItem })).Cases.ShouldHaveSingleItem();
        (await agent.ListQueueAsync(new() { Tier = Tier.L1, Type = CaseType.Price })).Cases.ShouldBeEmpty();
        (await senior.TakeOverCaseAsync(new() { RequestId = NewId(), CaseId = opened.CaseId, Reason = "mine" })).Case.OwnerId.ShouldBe("senior-1");
        (await agent.ListQueueAsync(new() { Tier = Tier.L1 })).Cases.ShouldBeEmpty();

        // R-CASE-1: what the words say is stored with the word; a gift says the rest.
        var asked = await world.Customer.OpenCaseAsync(new() { RequestId = NewId(), Channel = Channel.App, OrderId = OrderNo, Description = "差价怎么算" });
        var guessed = await world.Case(asked.Case.CaseId);
        (guessed.Type, guessed.Intake.By, guessed.Intake.Matched).ShouldBe((CaseType.Price, ClassifiedBy.Word, "差价"));
        asked.Case.Intake.ShouldBeNull("customers see no rules");
        var correcting = new ReclassifyCaseRequest { RequestId = NewId(), CaseId = guessed.CaseId, Gift = GiftFinding.NotPart, Reason = "the page promised a spoon" };
        (await Refused(boss.ReclassifyCaseAsync(new(correcting) { RequestId = NewId(), Type = CaseType.Invoice }))).ShouldBe("INVALID_REQUEST");
        var corrected = (await boss.ReclassifyCaseAsync(correcting)).Case;
        (corrected.Type, corrected.State, corrected.Intake.Matched).ShouldBe((CaseType.WrongItem, CaseState.AwaitingEvidence, "boss-1"));

        // R-CASE-2: it turns out to be the other one: that gets its photo and counts a repeat.
        await world.Customer.AddEvidenceAsync(new() { RequestId = NewId(), CaseId = guessed.CaseId, EvidenceIds = { await world.Upload(Jpeg) } });
        var attaching = new ReclassifyCaseRequest { RequestId = NewId(), CaseId = guessed.CaseId, Gift = GiftFinding.Part, Reason = "it belongs to the set" };
        var attached = (await boss.ReclassifyCaseAsync(attaching)).Case;
        (await boss.ReclassifyCaseAsync(attaching)).Case.ShouldBe(attached);
        (attached.State, attached.Outcome, attached.AttachedToCaseId).ShouldBe((CaseState.Closed, CaseOutcome.Attached, opened.CaseId));
        await world.Service.Drain();
        var holder = await world.Case(opened.CaseId);
        (holder.Repeats, holder.Evidence.Count, holder.AttachedCaseIds.Single()).ShouldBe((1, 1, guessed.CaseId));
        (await Refused(world.Customer.ReopenCaseAsync(new() { RequestId = NewId(), CaseId = guessed.CaseId, Reason = "x" }))).ShouldBe("CASE_STATE_INVALID");

        HandOverCaseRequest Giving(string to) => new() { RequestId = NewId(), CaseId = opened.CaseId, ToPersonId = to, Note = "他的电话是13800138000" };
    }

    private static CaseDeskService.CaseDeskServiceClient Client(World world, string person, Role role) =>
        world.Service.Client(invoker => new CaseDeskService.CaseDeskServiceClient(invoker), Merchant, person, role);
}
