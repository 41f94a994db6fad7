using Aftersales.Contracts.Complaints;
using Aftersales.Contracts.Tracking;
using Aftersales.Testing;
using static Aftersales.Complaint.Tests.Service.World;

namespace Aftersales.Complaint.Tests.Service;

/// <summary>Cases that the tracking lists open and close (R-TRK-3).</summary>
public class TrackingTests
{
    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_TRK_3_a_case_is_opened_once_and_closed_when_the_facts_are_right_again(string database)
    {
        await using var world = await World.Start(database);
        await world.Deliver(Due("a.1", TrackingList.DispatchOverdue), "tracking", "due");
        await world.Deliver(Due("a.1", TrackingList.DispatchOverdue), "tracking", "due");
        await world.Deliver(Due("a.1", TrackingList.DispatchOverdue), "tracking", "due again");
        var opened = (await Cases(world)).Single();
        (opened.Type, opened.Channel, opened.State, opened.CustomerId, opened.OwnerId).ShouldBe((CaseType.LateDispatch, Channel.Tracking, CaseState.Open, Buyer, "agent-1"));

        await world.Deliver(Over("a.1"), "tracking", "over");
        await world.Deliver(Over("a.1"), "tracking", "over");
        await world.Deliver(Due("a.1", TrackingList.DispatchOverdue), "tracking", "due, late");
        var closed = (await Cases(world)).Single();
        (closed.State, closed.Outcome).ShouldBe((CaseState.Closed, CaseOutcome.Resolved));
        await world.Service.Drain();
        world.Service.Last<CaseClosed>().Case.CaseId.ShouldBe(opened.CaseId);

        await world.Deliver(Due("a.2", TrackingList.NoMovement), "tracking");
        (await Cases(world)).Count(c => c.Type == CaseType.NotDelivered && c.State == CaseState.Open).ShouldBe(1);
    }

    [Fact]
    public async Task R_TRK_3_what_is_over_before_it_was_heard_of_opens_nothing()
    {
        await using var world = await World.Start("sqlite");
        await world.Deliver(Over("a.1"), "tracking");
        await world.Deliver(Due("a.1", TrackingList.Oversold), "tracking");
        (await Cases(world)).ShouldBeEmpty();
    }

    [Fact]
    public async Task R_CASE_2_where_the_customer_complained_of_the_same_nothing_is_opened_and_their_case_stays()
    {
        await using var world = await World.Start("sqlite");
        var own = await world.Open(CaseType.LateDispatch);
        await world.Deliver(Due("a.1", TrackingList.Undispatched), "tracking");
        await world.Deliver(Over("a.1"), "tracking");
        (await Cases(world)).Select(c => (c.CaseId, c.State, c.Repeats)).ShouldBe([(own.CaseId, CaseState.Open, 0)]);
    }

    [Fact]
    public async Task R_CASE_4_once_the_customer_was_offered_something_or_complained_the_case_stays_and_its_timeline_tells()
    {
        await using var world = await World.Start("sqlite");
        await world.Deliver(Due("a.1", TrackingList.Undispatched), "tracking");
        var opened = (await Cases(world)).Single();
        (await world.Open(CaseType.LateDispatch)).CaseId.ShouldBe(opened.CaseId);
        await world.Deliver(Over("a.1"), "tracking");
        (await world.Case(opened.CaseId)).State.ShouldBe(CaseState.Open);
        (await world.Agent.GetTimelineAsync(new() { CaseId = opened.CaseId })).Entries.Select(e => e.Event).ShouldContain("FactsPutRight");

        await world.Deliver(Due("a.2", TrackingList.Unsigned), "tracking");
        var second = (await Cases(world)).Single(c => c.Type == CaseType.NotDelivered);
        await world.Offer(second.CaseId, Coupon(5_00));
        await world.Deliver(Over("a.2"), "tracking");
        (await world.Case(second.CaseId)).State.ShouldBe(CaseState.Offered);
    }

    [Fact]
    public async Task R_TRK_3_the_list_says_which_type_of_case()
    {
        await using var world = await World.Start("sqlite");
        (TrackingList List, CaseType Type)[] types =
        [
            (TrackingList.ShortPicked, CaseType.ShortPick), (TrackingList.Oversold, CaseType.Oversold), (TrackingList.Undispatched, CaseType.LateDispatch),
            (TrackingList.DispatchLongOverdue, CaseType.LateDispatch), (TrackingList.Unsigned, CaseType.NotDelivered),
            (TrackingList.DeliveryOverdue, CaseType.NotDelivered), (TrackingList.NoMovement, CaseType.NotDelivered), (TrackingList.Unspecified, CaseType.Inquiry),
        ];
        foreach (var (list, _) in types)
        {
            world.Tracking.Orders[$"order-{list}"] = Snapshot($"order-{list}");
            await world.Deliver(Due($"{list}.1", list, $"order-{list}"), "tracking");
        }

        (await Cases(world)).Select(c => (c.OrderId, c.Type)).ShouldBe(types.Select(t => ($"order-{t.List}", t.Type)), ignoreOrder: true);
    }

    private static TrackingCaseDue Due(string id, TrackingList list, string order = OrderNo) => new() { Case = Told(id, list, 3, order) };

    private static TrackingCaseOver Over(string id) => new() { Case = Told(id, TrackingList.Unspecified, 5, OrderNo) };

    private static TrackingCase Told(string id, TrackingList list, long version, string order) =>
        new() { TrackingCaseId = id, OrderId = order, BuyerId = Buyer, List = list, Version = version };

    private static async Task<IReadOnlyList<Contracts.Complaints.Case>> Cases(World world) => (await world.Agent.ListCasesAsync(new())).Cases;
}
