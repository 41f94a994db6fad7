using Aftersales.Contracts;
using Aftersales.Contracts.Complaints;
using Aftersales.Contracts.Tracking;
using Aftersales.Platform.Grpc;
using Aftersales.Testing;
using NodaTime;
using static Aftersales.Complaint.Tests.Service.World;
using Duration = NodaTime.Duration;

namespace Aftersales.Complaint.Tests.Service;

/// <summary>Answers, promises, breaches, forecasts and disasters as desks see them, on both databases.</summary>
public class ConversationFlowTests
{
    private const string Today = "2026-06-02";
    private const string Secret = "我的电话是13800138000";

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_CLK_1_answers_are_measured_and_late_ones_shown(string database)
    {
        await using var world = await World.Start(database);
        var opened = await world.Open();
        (opened.AwaitedResponse.First, opened.AwaitedResponse.DueTime).ShouldBe((true, (world.Service.Now + Duration.FromMinutes(1)).ToContract()));
        var clocks = Clocks(world, "agent-1", Role.AgentL1);
        var customer = Clocks(world, Buyer, Role.Customer);

        await world.Service.Advance(Duration.FromSeconds(20));
        var answered = await clocks.PostMessageAsync(Saying(opened.CaseId, "您好，马上为您处理"));
        answered.Case.AwaitedResponse.ShouldBeNull();
        var waiting = await customer.PostMessageAsync(Saying(opened.CaseId, Secret));
        waiting.Case.AwaitedResponse.First.ShouldBeFalse();
        await world.Service.Advance(Duration.FromSeconds(90));
        (await world.Case(opened.CaseId)).AwaitedResponse.Breached.ShouldBeTrue();
        await world.Service.Advance(Duration.FromSeconds(10));
        await clocks.PostMessageAsync(Saying(opened.CaseId, "抱歉久等了"));

        var figures = (await clocks.GetResponseTimesAsync(new() { Day = Today })).Figures;
        figures.Select(f => (f.AgentId, f.First, f.Count, f.Mean.Seconds, f.P90.Seconds, f.WithinMinutePercent))
            .ShouldBe([("agent-1", true, 1, 20, 20, 100), ("agent-1", false, 1, 100, 120, 0)]);
        (await Clocks(world, "super-1", Role.Supervisor).GetResponseTimesAsync(new() { Month = "2026-06" })).Figures.ShouldBe(figures);
        (await Clocks(world, "agent-2", Role.AgentL1).GetResponseTimesAsync(new() { Day = Today })).Figures.ShouldBeEmpty();

        var breach = (await clocks.ListBreachesAsync(new() { Day = Today })).Breaches.ShouldHaveSingleItem();
        (breach.WaitsFor, breach.HeldBy, breach.Late.Seconds, breach.Alerts).ShouldBe(("next_response", "agent-1", 40, false));
        world.Service.Last<ClockBreached>().WaitsFor.ShouldBe("next_response");
        (await Refused(Clocks(world, "buyer-2", Role.Customer).PostMessageAsync(Saying(opened.CaseId, "?")))).ShouldBe("CASE_NOT_FOUND");
        world.Service.Published.ShouldAllBe(told => !told.Json.Contains("13800138000"));
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_CLK_2_R_CLK_3_promises_are_clocks_and_what_the_platform_lets_run_out_alerts(string database)
    {
        await using var world = await World.Start(database);
        var (agent, senior) = (Clocks(world, "agent-1", Role.AgentL1), Clocks(world, "senior-1", Role.AgentL2));
        var (judge, supervisor) = (Clocks(world, "platform-1", Role.Platform), Clocks(world, "super-1", Role.Supervisor));
        await world.Deliver(Person("platform-1", Role.Platform), "directory");
        var caseId = (await world.Agent.OpenCaseAsync(Opening(CaseType.MissingItem))).Case.CaseId;
        var promised = await agent.PromiseToCustomerAsync(new()
        {
            RequestId = NewId(),
            CaseId = caseId,
            Kind = PromiseKind.Other,
            Note = Secret,
            DueTime = (world.Service.Now + Duration.FromMinutes(50)).ToContract(),
        });
        (await world.Customer.GetCaseAsync(new() { CaseId = caseId })).Case.Promises.Single().Note.ShouldBe(Secret);

        var soon = await agent.ForecastBreachesAsync(new());
        (soon.Cases.Single().CaseId, soon.Cases.Single().Clocks.Single().WaitsFor, soon.Total).ShouldBe((caseId, "promise", 1));
        soon.Counts.Select(count => (count.Tier, count.Cases)).ShouldBe([(Contracts.Tier.L1, 1), (Contracts.Tier.L2, 0), (Contracts.Tier.Platform, 0)]);
        (await agent.ForecastBreachesAsync(new() { Minutes = 30 })).Total.ShouldBe(0);
        (await agent.ForecastBreachesAsync(new() { Minutes = 24 * 60, OwnerId = "agent-1" })).Cases.Single().Clocks.Count.ShouldBe(2);
        (await agent.ForecastBreachesAsync(new() { Minutes = 24 * 60, Tier = Contracts.Tier.L2 })).Cases.ShouldBeEmpty();

        await world.Service.Advance(Duration.FromMinutes(50));
        var raised = await world.Case(caseId);
        (raised.Tier, raised.OwnerId, raised.Promises.Single().State).ShouldBe((Contracts.Tier.L2, "senior-1", PromiseState.Broken));
        (await senior.KeepPromiseAsync(new() { RequestId = NewId(), CaseId = caseId, PromiseId = promised.PromiseId })).Case.Promises.Single().State
            .ShouldBe(PromiseState.KeptLate);
        (await Refused(agent.KeepPromiseAsync(new() { RequestId = NewId(), CaseId = caseId, PromiseId = "prm_0" }))).ShouldBe("PROMISE_NOT_FOUND");

        await world.Service.MoveTo(Due(await world.Case(caseId)));
        (await supervisor.ListAlertsAsync(new())).Alerts.ShouldBeEmpty();
        await world.Service.MoveTo(Due(await world.Case(caseId)));
        var final = await world.Case(caseId);
        (final.Tier, final.OwnerId, final.Clock.Breaches).ShouldBe((Contracts.Tier.Platform, "platform-1", 3));
        var alert = (await supervisor.ListAlertsAsync(new())).Alerts.ShouldHaveSingleItem();
        (alert.CaseId, alert.HeldBy, alert.Tier, alert.WaitsFor).ShouldBe((caseId, "platform-1", Contracts.Tier.Platform, "decision"));
        world.Service.Last<SupervisorAlerted>().Number.ShouldBe(alert.Number);
        (await Refused(supervisor.AcknowledgeAlertAsync(new() { RequestId = NewId(), CaseId = caseId, Number = 1 }))).ShouldBe("ALERT_NOT_FOUND");
        (await supervisor.AcknowledgeAlertAsync(new() { RequestId = NewId(), CaseId = caseId, Number = alert.Number })).Alert.AcknowledgedBy.ShouldBe("super-1");
        (await supervisor.ListAlertsAsync(new())).Alerts.ShouldBeEmpty();

        await Listed(supervisor, judge, caseId);
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_TRK_1_a_declared_disaster_stops_the_clocks_of_its_region_and_its_end_starts_them(string database)
    {
        await using var world = await World.Start(database);
        var order = Snapshot(OrderNo);
        (order.Version, order.Region) = (2, "CN-SC");
        await world.Deliver(new OrderChanged { Order = order }, "tracking");
        var (concerned, elsewhere) = (await world.Open(), (await world.Agent.OpenCaseAsync(new()
        {
            RequestId = NewId(),
            Type = CaseType.Inquiry,
            Channel = Channel.Phone,
            Description = "?",
            CustomerId = "buyer-2",
        })).Case);

        var from = world.Service.Now - Duration.FromHours(1);
        await world.Deliver(Disaster(1, from, Duration.FromDays(3), "CN-SC", "CN-CQ"), "tracking");
        await world.Service.Drain();
        Due(await world.Case(concerned.CaseId)).ShouldBe(Due(concerned) + Duration.FromDays(3) - Duration.FromHours(1));
        Due(await world.Case(elsewhere.CaseId)).ShouldBe(Due(elsewhere));
        // One that is opened now knows of it from the beginning.
        Due(await world.Open(CaseType.Invoice)).ShouldBe(Due(concerned) + Duration.FromDays(3) - Duration.FromHours(1));

        await world.Service.Advance(Duration.FromHours(20));
        (await world.Case(concerned.CaseId)).Tier.ShouldBe(Contracts.Tier.L1);
        await world.Deliver(Disaster(2, from, Duration.FromDays(1), "CN-SC", "CN-CQ"), "tracking");
        await world.Deliver(Disaster(1, from, Duration.FromDays(3), "CN-SC", "CN-CQ"), "tracking");
        await world.Service.Drain();
        var over = await world.Case(concerned.CaseId);
        Due(over).ShouldBe(Due(concerned) + Duration.FromHours(23));
        await world.Service.MoveTo(Due(over));
        (await world.Case(concerned.CaseId)).Tier.ShouldBe(Contracts.Tier.L2);
    }

    // A month has the first breach on its first page and the others on the next; a day has its own; agents have theirs.
    private static async Task Listed(ClockService.ClockServiceClient supervisor, ClockService.ClockServiceClient judge, string caseId)
    {
        var first = await supervisor.ListBreachesAsync(new() { Month = "2026-06", PageSize = 1 });
        var rest = await supervisor.ListBreachesAsync(new() { Month = "2026-06", PageToken = first.NextPageToken });
        first.Breaches.Concat(rest.Breaches).Select(breach => (breach.CaseId, breach.Number, breach.WaitsFor, breach.HeldBy)).ShouldBe(
            [(caseId, 1, "promise", "agent-1"), (caseId, 2, "decision", "senior-1"), (caseId, 3, "decision", "platform-1")]);
        (await supervisor.ListBreachesAsync(new() { Day = Today })).Breaches.Single().WaitsFor.ShouldBe("promise");
        (await supervisor.ListBreachesAsync(new() { Month = "2026-06", HeldBy = "senior-1" })).Breaches.Single().Number.ShouldBe(2);
        (await judge.ListBreachesAsync(new() { Day = "2026-06-03" })).Breaches.ShouldBeEmpty();
        (await RefusedWith(supervisor.ListBreachesAsync(new()))).Violations.Select(v => v.Field).ShouldBe(["day"]);
        (await RefusedWith(supervisor.ListBreachesAsync(new() { Day = "2026-06-31" }))).Violations.Select(v => v.Field).ShouldBe(["day"]);
    }

    private static ClockService.ClockServiceClient Clocks(World world, string person, Role role) =>
        world.Service.Client(invoker => new ClockService.ClockServiceClient(invoker), Merchant, person, role);

    private static PostMessageRequest Saying(string caseId, string text) => new() { RequestId = NewId(), CaseId = caseId, Text = text };

    private static Instant Due(Contracts.Complaints.Case found) => Instant.FromDateTimeOffset(found.Clock.DueTime.ToDateTimeOffset());

    private static DisasterChanged Disaster(long version, Instant from, Duration time, params string[] regions) => new()
    {
        Disaster = new()
        {
            DisasterId = "dis_1",
            Version = version,
            Kind = DisasterKind.NaturalDisaster,
            Regions = { regions },
            FromTime = from.ToContract(),
            UntilTime = (from + time).ToContract(),
        },
    };
}
