using System.Net.Http.Json;
using Aftersales.Contracts;
using Aftersales.Contracts.Complaints;
using Aftersales.Simulators;
using NodaTime;
using static Aftersales.Complaint.Tests.Service.World;

namespace Aftersales.Complaint.Tests.Service;

/// <summary>Cases before the platform, over its HTTP API.</summary>
public class EscalationFlowTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task R_ESC_1_a_demand_goes_to_the_platform_twice_and_its_decisions_reach_the_customer()
    {
        await using var outside = await Outside.Start();
        await using var world = await World.Start("postgres", outside.Setting);
        var (agent, senior, customer) = (Client(world, "agent-1", Role.AgentL1), Client(world, "senior-1", Role.AgentL2), Client(world, Buyer, Role.Customer));
        var opened = await world.Open();

        // Above what an L1 agent may grant: up to L2. Asked twice, once put down.
        var raising = new RaiseDemandRequest { RequestId = NewId(), CaseId = opened.CaseId, Amount = Cny(60_00), Wish = "退我六十元，电话13800138000" };
        var raised = (await customer.RaiseDemandAsync(raising)).Case;
        (await customer.RaiseDemandAsync(raising)).Case.ShouldBe(raised);
        (raised.Tier, raised.Escalation.Demands.Single().Wish).ShouldBe((Tier.L2, raising.Wish));
        (await Refused(agent.SubmitToPlatformAsync(new() { RequestId = NewId(), CaseId = opened.CaseId, Position = "x" }))).ShouldBe("ROLE_REQUIRED");

        // The platform answers too late to be heard, and has it all the same: it is found there, not submitted again.
        await outside.Post("faults", new { operation = "marketplace.submit", kind = "ERROR_AFTER" });
        var submitted = (await senior.SubmitToPlatformAsync(new() { RequestId = NewId(), CaseId = opened.CaseId, Position = "the parcel was complete" })).Case;
        (submitted.Tier, submitted.Escalation.Submissions.Single().Number).ShouldBe((Tier.Platform, 1));
        await world.Service.Drain();
        var pending = (await world.Case(opened.CaseId)).Escalation.Submissions.Single();
        (pending.State, pending.Position, (await outside.Calls("marketplace.submit")).Length).ShouldBe((SubmissionState.Pending, "the parcel was complete", 1));
        (await Refused(customer.ListSubmittedCasesAsync(new()))).ShouldBe("ROLE_REQUIRED");
        (await senior.ListSubmittedCasesAsync(new())).Cases.Single().CaseId.ShouldBe(opened.CaseId);
        var seen = (await world.Customer.GetCaseAsync(new() { CaseId = opened.CaseId })).Case.Escalation.Submissions.Single();
        (seen.Position, seen.SubmittedBy, seen.Demand).ShouldBe(("", "", raising.Wish), "what the shop thinks is for its own people");

        // R-CLK-4: two working days without a decision, and somebody has to ask.
        await world.Service.Advance(Duration.FromDays(2));
        await world.Service.Advance(Duration.FromDays(4));
        (await world.Case(opened.CaseId)).Escalation.Submissions.Single().Overdue.ShouldBe(2);
        var tasks = world.Service.Client(invoker => new TaskService.TaskServiceClient(invoker), Merchant, "senior-1", Role.AgentL2);
        (await tasks.ListTasksAsync(new() { CaseId = opened.CaseId })).Tasks.ShouldHaveSingleItem().Kind.ShouldBe(TaskKind.Chase);
        await outside.Post($"marketplace/submissions/{pending.SubmissionId}/decide", new { reason = "the scale shows a full parcel" });
        await world.Service.Advance(Duration.FromHours(4));
        var rejected = await world.Case(opened.CaseId);
        (rejected.State, rejected.Clock.WaitsFor, rejected.Escalation.Submissions.Single().Decision.Reason).ShouldBe((CaseState.Open, "verdict", "the scale shows a full parcel"));
        world.Service.Last<PlatformDecided>().Accepted.ShouldBeFalse();

        // Once more, with a higher demand; this time the platform grants cash, which becomes an offer and then a plan.
        (await Refused(customer.RaiseDemandAsync(new() { RequestId = NewId(), CaseId = opened.CaseId, Amount = Cny(60_00), Wish = "x" }))).ShouldBe("DEMAND_NOT_HIGHER");
        await customer.RaiseDemandAsync(new() { RequestId = NewId(), CaseId = opened.CaseId, Amount = Cny(90_00), Wish = "x" });
        await outside.Post("marketplace/rulings", new { order_no = OrderNo, remedy = "CASH", amount = "45.50", reason = "half" });
        await senior.SubmitToPlatformAsync(new() { RequestId = NewId(), CaseId = opened.CaseId, Position = "as before" });
        await world.Service.Drain();
        var offered = await world.Case(opened.CaseId);
        var offer = offered.Offers.ShouldHaveSingleItem();
        (offered.State, offer.Tier, offer.Remedies.Single().Compensation.Amount).ShouldBe((CaseState.Offered, Tier.Platform, Cny(45_50)));
        await world.Accept(opened.CaseId, offer.OfferId);
        await world.Service.Drain();
        world.Compensations.Granted.Values.ShouldHaveSingleItem().Amount.ShouldBe(Cny(45_50));
    }

    [Fact]
    public async Task R_ESC_4_without_an_interface_the_platform_s_people_type_their_decision_and_a_mediator_follows()
    {
        await using var world = await World.Start("postgres");
        var (senior, judge, customer) = (Client(world, "senior-1", Role.AgentL2), Client(world, "judge-1", Role.Platform), Client(world, Buyer, Role.Customer));
        var opened = await world.Open();
        await world.Agent.EscalateCaseAsync(new() { RequestId = NewId(), CaseId = opened.CaseId, Reason = "he insists" });
        await senior.SubmitToPlatformAsync(new() { RequestId = NewId(), CaseId = opened.CaseId, Demand = "an apology in public", Position = "no" });
        await world.Service.Drain();
        var deciding = new RecordPlatformDecisionRequest { RequestId = NewId(), CaseId = opened.CaseId, Number = 1, Reason = "no grounds" };
        (await Refused(judge.RecordPlatformDecisionAsync(new(deciding) { Remedy = PlatformRemedy.Cash }))).ShouldBe("INVALID_REQUEST");
        (await judge.RecordPlatformDecisionAsync(deciding)).Case.Escalation.Submissions.Single().State.ShouldBe(SubmissionState.Rejected);
        (await judge.RecordPlatformDecisionAsync(new(deciding) { RequestId = NewId() })).Case.Escalation.Submissions.Single().Decision.DecidedBy.ShouldBe("judge-1");
        (await Refused(judge.RecordPlatformDecisionAsync(new(deciding) { RequestId = NewId(), Reason = "after all" }))).ShouldBe("ALREADY_DECIDED");

        await senior.ReferToMediationAsync(new() { RequestId = NewId(), CaseId = opened.CaseId, Mediator = "consumer council", Position = "no" });
        await customer.StatePositionAsync(new() { RequestId = NewId(), CaseId = opened.CaseId, Position = "yes" });
        await senior.RecordVerdictAsync(new() { RequestId = NewId(), CaseId = opened.CaseId, Verdict = MediationVerdict.Settled, Text = "a letter" });
        var ended = (await senior.RecordMediationOutcomeAsync(new() { RequestId = NewId(), CaseId = opened.CaseId, CarriedOut = true, Note = "sent" })).Case.Escalation.Mediation;
        (ended.State, ended.CustomerPosition, ended.ShopPosition, ended.Text).ShouldBe((MediationState.CarriedOut, "yes", "no", "sent"));
        await world.Service.Drain();
        world.Service.Last<MediationEnded>().CarriedOut.ShouldBeTrue();
    }

    private static EscalationService.EscalationServiceClient Client(World world, string person, Role role) =>
        world.Service.Client(invoker => new EscalationService.EscalationServiceClient(invoker), Merchant, person, role);

    /// <summary>The simulated marketplace.</summary>
    private sealed class Outside(SimulatorHost host, string folder) : IAsyncDisposable
    {
        private readonly HttpClient http = new() { BaseAddress = host.Root, Timeout = Patience };

        public (string, string) Setting => ("Marketplace:Address", host.Marketplace.ToString());

        public static async Task<Outside> Start()
        {
            var folder = System.IO.Directory.CreateTempSubdirectory("marketplace-").FullName;
            return new(await SimulatorHost.Start(new() { DataFolder = folder }), folder);
        }

        public async Task Post(string path, object body) => (await http.PostAsJsonAsync(path, body)).EnsureSuccessStatusCode();

        public async Task<System.Text.Json.JsonElement[]> Calls(string operation) =>
            [.. (await http.GetFromJsonAsync<System.Text.Json.JsonElement>($"calls?operation={operation}")).GetProperty("calls").EnumerateArray()];

        public async ValueTask DisposeAsync()
        {
            http.Dispose();
            await host.DisposeAsync();
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }
}
