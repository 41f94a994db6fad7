using System.Collections.Concurrent;
using Aftersales.Contracts;
using Aftersales.Contracts.Tracking;
using Aftersales.Platform.Store;
using Aftersales.Testing;
using Grpc.Core;
using static Aftersales.Contracts.Dapr.TopicEventResponse.Types;
using static Aftersales.Tracking.Tests.Service.World;

namespace Aftersales.Tracking.Tests.Service;

/// <summary>Facts by the stream and through the topic (R-ORD-1).</summary>
public class StreamTests
{
    private const int Orders = 550;

    public static IEnumerable<object[]> Databases => TestService.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task R_ORD_1_by_call_stream_or_topic_in_any_order_and_again_the_same_order_follows(string database)
    {
        await using var world = await Start(database);
        OrderFact[] life = [.. PaidAt(10), AcceptedAt(11), DispatchedAt(12), SignedAt(20)];
        await world.Tell(Merchant, "called", life);
        var calls = await Stream(world.Desk, [.. life.Reverse().Select(f => Request("streamed", f)), Request("streamed", life)]);
        (calls[^1].Settled, calls.Sum(a => a.Applied)).ShouldBe((6, 5));
        foreach (var fact in life.Skip(2).Concat(life))
            (await world.Host.Deliver(new OrderFactsTold { OrderId = "told", Facts = { fact } }, Merchant, "facts")).ShouldBe(TopicEventResponseStatus.Success);

        var called = await Shown(world, "called");
        (await Shown(world, "streamed")).ShouldBe(called);
        (await Shown(world, "told")).ShouldBe(called);
        (called.Status, called.AcceptedTime).ShouldBe((OrderStatus.Signed, Hour(11)));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task R_ORD_1_two_streams_about_the_same_orders_lose_nothing(string database)
    {
        await using var world = await Start(database);
        // More orders than one batch holds, from both sides at once.
        var halves = await Task.WhenAll(
            Stream(world.Desk, [.. Numbers().Select(n => Request($"{n}", PaidAt(10)[0]))]),
            Stream(world.As("wh", Role.Warehouse), [.. Numbers().Reverse().Select(n => Request($"{n}", AcceptedAt(11), DispatchedAt(12)))]));
        halves.Sum(answers => answers.Sum(a => a.Applied)).ShouldBe(3 * Orders);
        halves.Select(answers => answers[^1].Settled).ShouldBe([Orders, Orders]);

        var listed = await world.Desk.ListOrdersAsync(new() { PageSize = 500, Status = OrderStatus.Dispatched });
        var rest = await world.Desk.ListOrdersAsync(new() { PageSize = 500, Status = OrderStatus.Dispatched, PageToken = listed.NextPageToken });
        (listed.Orders.Count + rest.Orders.Count).ShouldBe(Orders);
        await world.Host.Drain();
        world.Host.Published.Select(e => e.Subject).Distinct().Count().ShouldBe(Orders);

        static IEnumerable<int> Numbers() => Enumerable.Range(200_000, Orders);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task R_ORD_1_a_batch_that_clashes_is_written_order_by_order_and_every_fact_is_answered_for(string database)
    {
        const int orders = 120;
        var (scans, results) = (0, new ConcurrentQueue<CommitResult>());
        World? world = null;
        await using var meddled = world = await StartMeddled(database, Meddle, results);
        string[] numbers = [.. Enumerable.Range(300_000, orders).Select(n => $"{n}")];
        (await Stream(world.Desk, [.. numbers.Select(n => Request(n, PaidAt(10)))])).Sum(a => a.Applied).ShouldBe(2 * orders);

        var answers = await Task.WhenAll(
            Stream(world.Desk, [.. numbers.Select(n => Request(n, AcceptedAt(11))), Request(numbers[0], AcceptedAt(11))]),
            Stream(world.Desk, [.. numbers.Reverse().Select(n => Request(n, DispatchedAt(12))), new()]));

        results.ShouldContain(CommitResult.VersionClash);
        answers.Select(a => a.Sum(r => r.Applied)).ShouldBe([orders, orders]);
        answers.Select(a => a[^1].Settled).ShouldBe([orders + 1, orders + 1]);
        answers[1].SelectMany(a => a.Refused).Single().Position.ShouldBe(orders + 1);
        var shown = (await world.Desk.ListOrdersAsync(new() { PageSize = 500 })).Orders;
        shown.Count(o => o.AcceptedTime == Hour(11) && o.DispatchedTime == Hour(12)).ShouldBe(orders);
        shown.Sum(o => o.Parcels.Count(p => p.TrackingNo == "P2")).ShouldBeGreaterThan(0);

        // A courier's word about some of the orders, after they were read for the batch and before it is written.
        async Task Meddle(IReadOnlyList<Commit> batch)
        {
            foreach (var order in batch.Take(2))
            {
                var hour = 100 + Interlocked.Increment(ref scans);
                await world!.Tell(Merchant, order.Change!.Id, Fact($"scan/{hour}", FactSource.Courier, hour, f => f.Scanned = new() { TrackingNo = "P2" }));
            }
        }
    }

    [Fact]
    public async Task A_bad_request_of_a_stream_is_refused_by_itself_and_named()
    {
        await using var world = await Start("sqlite");
        var bad = Request("1", PaidAt(10)[0]);
        bad.Facts[0].Placed.Lines[0].Quantity = 0;
        var answers = await Stream(
            world.As("wh", Role.Warehouse),
            [Request("1", AcceptedAt(1)), Request("1", SignedAt(2)), new(), Request("1", new OrderFact(AcceptedAt(3)) { Source = FactSource.Courier })]);
        answers[^1].Settled.ShouldBe(4);
        answers.SelectMany(a => a.Refused).Select(r => (r.Position, r.Reason, r.Fields.FirstOrDefault()?.Field)).ShouldBe(
            [(2, ErrorReason.RoleRequired, null), (3, ErrorReason.InvalidRequest, "order_id"), (4, ErrorReason.InvalidRequest, "facts[0].source")]);
        var refused = (await Stream(world.Desk, [bad])).Single().Refused.Single();
        (refused.Position, refused.Reason, refused.Fields.Single().Field).ShouldBe((1, ErrorReason.InvalidRequest, "facts[0].placed.lines[0].quantity"));
        (await Shown(world, "1")).AcceptedTime.ShouldBe(Hour(1));
        await Should.ThrowAsync<RpcException>(() => Stream(world.As("wang", Role.AgentL1), [Request("1", AcceptedAt(1))]));
    }

    [Fact]
    public async Task Facts_through_the_topic_that_break_a_rule_or_cannot_be_read_end_there_and_personal_data_is_in_no_log()
    {
        var log = new LogKeeper();
        await using var world = await StartLogged(log);
        var placed = PaidAt(10)[0];
        placed.Placed.Lines[0].Quantity = 0;
        (await world.Host.Deliver(new OrderFactsTold { OrderId = "1", Facts = { placed } }, Merchant, "facts")).ShouldBe(TopicEventResponseStatus.Drop);
        (await world.Host.Deliver(new OrderFactsTold { OrderId = "1" }, Merchant, "facts")).ShouldBe(TopicEventResponseStatus.Drop);
        (await world.Host.DeliverRaw("""{"orderId":"1","facts":[{"placed":{"recipientName":["王小明"]}}]}""", OrderFactsTold.Descriptor.FullName, Merchant, "facts"))
            .ShouldBe(TopicEventResponseStatus.Drop);

        // Everything else that touches personal data, refused and not.
        await Stream(world.Desk, [Request("2", [.. PaidAt(10), SignedAt(11)]), Request("2", placed)]);
        await world.Tell(Merchant, "2", DispatchedAt(10));
        await Refused(() => world.Desk.RecordFactsAsync(new() { OrderId = "2", Facts = { placed } }).ResponseAsync, StatusCode.InvalidArgument, "INVALID_REQUEST");
        await world.ImportSamples("ExportOrderList20260602.csv", "ExportOrderDetailList20260602.csv");
        await Refused(() => world.Import(("orders.csv", "订单编号\n王小明,13800001234\n"u8.ToArray())), StatusCode.InvalidArgument, "IMPORT_FILE_INVALID");
        await world.Host.Advance(NodaTime.Duration.FromDays(5));

        log.Lines.ShouldContain(line => line.Contains("ended here"));
        var rows = (await Import.Files.Sample("ExportOrderList20260602.csv")).OfType<Tracking.Import.OrderRow>();
        string[] personal =
        [
            "王小明", "13800001234", "望湖路", "成都青竹", "李邻居",
            .. rows.SelectMany(r => new[] { r.Buyer.Nick, r.Buyer.AlipayAccount, r.Recipient.Name, r.Recipient.Address, r.Recipient.Mobile, r.InvoiceTitle }).Where(p => p.Length > 2),
        ];
        var said = string.Join('\n', log.Lines);
        personal.Where(p => said.Contains(p, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static async Task<Order> Shown(World world, string order) =>
        new((await world.Desk.GetOrderAsync(new() { OrderId = order })).Order) { OrderId = "", Version = 0 };

    private static StreamFactsRequest Request(string order, params OrderFact[] facts) => new() { OrderId = order, Facts = { facts } };

    private static async Task<List<StreamFactsResponse>> Stream(TrackingService.TrackingServiceClient client, IReadOnlyList<StreamFactsRequest> requests)
    {
        using var call = client.StreamFacts();
        var answers = ListsTests.Read(call.ResponseStream);
        foreach (var request in requests)
            await call.RequestStream.WriteAsync(request);
        await call.RequestStream.CompleteAsync();
        return await answers;
    }
}
