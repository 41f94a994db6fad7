using Aftersales.Contracts;
using Aftersales.Contracts.Refunds;
using Aftersales.Contracts.Returns;
using Aftersales.Testing;
using Grpc.Core;
using NodaTime;
using static Aftersales.Refunds.Tests.RefundHost;
using Refund = Aftersales.Contracts.Refunds.Refund;

namespace Aftersales.Refunds.Tests;

/// <summary>What people of the chain, finance and agents ask for at their desks.</summary>
public sealed class DeskTests
{
    public static IEnumerable<object[]> Databases => TestService.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task R_PPL_1_a_work_list_has_what_awaits_a_role_without_what_the_person_had_a_hand_in(string database)
    {
        await using var host = await Start(database);
        var early = await Abnormal(host, "o-1");
        await Provide(host, early);
        await host.Service.Advance(Duration.FromDays(1));
        var late = await Abnormal(host, "o-2");
        await Provide(host, late);

        (await Work(host.First)).ShouldBe([early.RefundId, late.RefundId]);
        (await Work(host.Client(Agent, Role.ReturnSpecialist))).ShouldBeEmpty("they requested both");
        (await Work(host.Second)).ShouldBeEmpty();
        var page = await host.First.ListAwaitingRefundsAsync(new() { PageSize = 1 });
        (await host.First.ListAwaitingRefundsAsync(new() { PageSize = 1, PageToken = page.NextPageToken })).Refunds.ShouldHaveSingleItem().RefundId.ShouldBe(late.RefundId);

        var both = host.Client("p_both", Role.ReturnSpecialist, Role.RefundSpecialist);
        await both.PassFirstCheckAsync(new() { RequestId = Id(), RefundId = early.RefundId });
        (await Work(host.Second)).ShouldBe([early.RefundId]);
        (await Work(both, CheckStep.Second)).ShouldBeEmpty("they made its first check");
        (await Work(both, CheckStep.First)).ShouldBe([late.RefundId]);
        await Refused(both.ListAwaitingRefundsAsync(new()), StatusCode.InvalidArgument, "INVALID_REQUEST");
        await Refused(both.ListAwaitingRefundsAsync(new() { Step = CheckStep.Third }), StatusCode.InvalidArgument, "INVALID_REQUEST");
        await Refused(host.Client(Agent, Role.AgentL2).ListAwaitingRefundsAsync(new()), StatusCode.PermissionDenied, "ROLE_REQUIRED");
    }

    [Fact]
    public async Task A_desk_follows_what_awaits_it_as_it_changes()
    {
        await using var host = await Start("sqlite");
        var refund = await Abnormal(host, "o-1");
        using var watch = host.First.WatchAwaitingRefunds(new());
        (await Next(watch)).Changed.ShouldBeEmpty();
        await Provide(host, refund);
        (await Next(watch)).Changed.ShouldHaveSingleItem().RefundId.ShouldBe(refund.RefundId);
        await host.First.PassFirstCheckAsync(new() { RequestId = Id(), RefundId = refund.RefundId });
        (await Next(watch)).Removed.ShouldBe([refund.RefundId]);

        using var stranger = host.Client(Agent, Role.ReturnSpecialist).WatchAwaitingRefunds(new() { Step = CheckStep.Second });
        (await Should.ThrowAsync<RpcException>(() => Next(stranger))).StatusCode.ShouldBe(StatusCode.InvalidArgument);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task R_CLK_4_what_is_due_today_and_what_is_overdue_is_listed_and_awaits_a_supervisor(string database)
    {
        await using var host = await Start(database);
        var held = await Abnormal(host, "o-1");
        await Provide(host, held);
        await host.Service.Advance(Duration.FromDays(2));
        var later = await Abnormal(host, "o-2");

        (await Listed(host.Finance, new() { DueToday = true })).ShouldBe([held.RefundId]);
        (await Listed(host.Finance, new() { DueToday = true, PageSize = 1 })).ShouldBe([held.RefundId]);
        (await Listed(host.Finance, new() { DueToday = true, OrderId = later.OrderId })).ShouldBeEmpty();
        (await Listed(host.Finance, new() { Overdue = true })).ShouldBeEmpty();
        (await Work(host.Third)).ShouldBeEmpty();

        await host.Service.Advance(Duration.FromDays(1));
        (await Listed(host.Finance, new() { Overdue = true })).ShouldBe([held.RefundId]);
        (await Listed(host.Customer, new() { Overdue = true })).ShouldBe([held.RefundId]);
        (await Work(host.Third)).ShouldBe([held.RefundId]);
        (await Work(host.First)).ShouldBe([held.RefundId]);
        (await host.Get(held.RefundId)).Escalations.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            told => told.HeldBy.ShouldBe(Role.ReturnSpecialist), told => told.State.ShouldBe(RefundState.AwaitingFirstCheck));
        await Refused(host.Finance.ListRefundsAsync(new() { Overdue = true, OrderId = "o-1" }), StatusCode.InvalidArgument, "INVALID_REQUEST");
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task R_REF_5_what_is_to_be_collected_is_told_by_its_age(string database)
    {
        await using var host = await Start(database);
        var claims = new List<Refund>();
        for (var n = 0; n < 3; n++)
        {
            claims.Add(await Lost(host, $"o-{n}"));
            await host.Service.Advance(Duration.FromDays(31));
        }

        (await Ages(host, 0, 0)).ShouldBe([93, 62, 31]);
        (await Ages(host, 31, 60)).ShouldBe([31]);
        (await Ages(host, 61, 0)).ShouldBe([93, 62]);
        (await Ages(host, 0, 30)).ShouldBeEmpty();
        (await Ages(host, 62, 62)).ShouldBe([62]);

        await host.Finance.RecordCollectionAsync(new() { RequestId = Id(), RefundId = claims[1].RefundId, Amount = Cny(40_00), Reference = "R-1" });
        var ageing = await host.Finance.GetCollectionAgeingAsync(new());
        ageing.Classes.Select(one => (one.MinDays, one.MaxDays, one.Claims, one.Outstanding.MinorUnits))
            .ShouldBe([(0, 30, 0, 0), (31, 60, 1, 100_00), (61, 90, 1, 60_00), (91, 0, 1, 100_00)]);
        ageing.Outstanding.ShouldBe(Cny(260_00));
        (await Listed(host.Finance, new() { Overdue = true })).ShouldBe([claims[0].RefundId], "older than the last class: a supervisor decides");

        await host.Third.WriteOffClaimAsync(new() { RequestId = Id(), RefundId = claims[0].RefundId, Reason = "gone" });
        (await Ages(host, 0, 0)).ShouldBe([62, 31]);
        (await Listed(host.Finance, new() { Overdue = true })).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task R_REF_3_a_simulation_tells_what_is_left_and_writes_nothing(string database)
    {
        await using var host = await Start(database);
        var order = await host.Order("o-1");
        await host.Request(order, "step-1", ("2", 4));

        var all = await host.Customer.SimulateRefundAsync(new() { OrderId = order });
        all.Lines.Select(line => (line.LineId, line.FreeQuantity, line.Left.MinorUnits)).ShouldBe([("1", 3, 10_00), ("2", 6, 60_00)]);
        (all.FreightLeft, all.TotalLeft, all.Amount).ShouldBe((Cny(6_00), Cny(76_00), Cny(76_00)));
        (all.Kind, all.Refused, all.PayByTime).ShouldBe((RefundKind.Abnormal, ErrorReason.Unspecified, null));

        var whole = new SimulateRefundRequest { OrderId = order, Lines = { new LineQuantity { LineId = "1", Quantity = 3 } } };
        var normal = await host.Finance.SimulateRefundAsync(whole);
        (normal.Kind, normal.Amount).ShouldBe((RefundKind.Normal, Cny(10_00)));
        normal.PayByTime.ShouldBe(normal.DueTime);

        whole.Lines[0].Quantity = 4;
        var refused = await host.Finance.SimulateRefundAsync(whole);
        (refused.Kind, refused.Refused, refused.RefusedMetadata["allowed"]).ShouldBe((RefundKind.Unspecified, ErrorReason.QuantityExceeded, "3"));
        (await host.Finance.ListRefundsAsync(new() { OrderId = order })).Refunds.Count.ShouldBe(1);
        await Refused(host.Client("b_2", Role.Customer).SimulateRefundAsync(new() { OrderId = order }), StatusCode.NotFound, "ORDER_NOT_FOUND");
    }

    [Fact]
    public async Task R_REF_2_whoever_finds_a_mistake_in_a_locked_batch_takes_the_refund_out_by_sending_it_back()
    {
        await using var host = await Start("sqlite");
        var (wrong, right) = (await host.Check(await Abnormal(host, "o-1")), await host.Check(await Abnormal(host, "o-2")));
        var batch = (await host.Finance.CreateBatchAsync(new() { RequestId = Id() })).Batch;
        await host.Service.Drain();
        await host.Third.SendBackRefundAsync(new() { RequestId = Id(), RefundId = wrong.RefundId, Reason = "another customer's account" });
        await host.Third.ApproveBatchAsync(new() { RequestId = Id(), BatchId = batch.BatchId });
        await host.Finance.PayBatchAsync(new() { RequestId = Id(), BatchId = batch.BatchId });
        await host.Service.Drain();

        (await host.Get(right.RefundId)).State.ShouldBe(RefundState.Paid);
        (await host.Get(wrong.RefundId)).State.ShouldBe(RefundState.AwaitingPayee);
        (await host.MovedOut()).ShouldBe(10_00);
        await host.Check(wrong);
        await host.PayAll();
        (await host.Get(wrong.RefundId)).State.ShouldBe(RefundState.Paid);
    }

    private static async Task<Refund> Abnormal(RefundHost host, string order) =>
        await host.Request(await host.Order(order, settled: true), $"step-{order}", ("1", 3));

    private static async Task Provide(RefundHost host, Refund refund) =>
        await host.Customer.ProvidePayeeAsync(new() { RequestId = Id(), RefundId = refund.RefundId, Payee = Named() });

    // An advance of 100.00 that was paid and whose return was called off.
    private static async Task<Refund> Lost(RefundHost host, string order)
    {
        var asked = Asked(await host.Order(order), $"step-{order}", ("2", 10));
        (asked.Advance, asked.ReturnId) = (true, $"ret_{order}");
        var refund = (await host.Plan.RequestRefundAsync(asked)).Refund;
        await host.Clear(refund);
        await host.Service.Drain();
        await host.Service.Deliver(new ReturnCancelled { Return = new() { ReturnId = $"ret_{order}", OrderId = order } }, Merchant, "returns");
        return refund;
    }

    private static async Task<IEnumerable<string>> Work(RefundService.RefundServiceClient person, CheckStep step = CheckStep.Unspecified) =>
        (await person.ListAwaitingRefundsAsync(new() { Step = step })).Refunds.Select(refund => refund.RefundId);

    private static async Task<IEnumerable<string>> Listed(RefundService.RefundServiceClient person, ListRefundsRequest request) =>
        (await person.ListRefundsAsync(request)).Refunds.Select(refund => refund.RefundId);

    private static async Task<List<int>> Ages(RefundHost host, int min, int max)
    {
        var ages = new List<int>();
        var request = new ListCollectionRequest { PageSize = 1, MinDays = min, MaxDays = max };
        do
        {
            var page = await host.Finance.ListCollectionAsync(request);
            ages.AddRange(page.Items.Select(item => item.AgeDays));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return ages;
    }

    private static async Task<WatchAwaitingRefundsResponse> Next(AsyncServerStreamingCall<WatchAwaitingRefundsResponse> watch)
    {
        (await watch.ResponseStream.MoveNext(default)).ShouldBeTrue();
        return watch.ResponseStream.Current;
    }
}
