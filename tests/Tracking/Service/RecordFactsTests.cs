using Aftersales.Contracts;
using Aftersales.Contracts.Tracking;
using Aftersales.Platform.Grpc;
using Aftersales.Testing;
using Grpc.Core;
using static Aftersales.Tracking.Tests.Service.World;

namespace Aftersales.Tracking.Tests.Service;

public class RecordFactsTests
{
    public static IEnumerable<object[]> Databases => TestService.Databases;

    private static RecordFactsRequest Request(params OrderFact[] facts) => new() { OrderId = "100001", Facts = { facts } };

    private static OrderFact PlacedFact => Fact("f1", FactSource.OrderSystem, 1, f => f.Placed = Placed());

    private static OrderFact PaidFact => Fact("f2", FactSource.OrderSystem, 2, f => f.Paid = new() { Amount = Yuan(118), Channel = "alipay", TradeNo = "T1" });

    [Theory, MemberData(nameof(Databases))]
    public async Task Facts_in_any_order_make_the_order_and_others_hear_of_it(string database)
    {
        await using var world = await Start(database);

        var early = await world.Desk.RecordFactsAsync(Request(Fact("f3", FactSource.Courier, 5, f => f.Signed = new() { TrackingNo = "P1", Signer = "李邻居" })));
        (early.Applied, early.Order.Status, early.Order.BuyerId).ShouldBe((1, OrderStatus.Signed, ""));
        await world.Host.Drain();
        world.Host.Published.ShouldBeEmpty();
        await Refused(() => world.Peer.GetOrderSnapshotAsync(new() { OrderId = "100001" }).ResponseAsync, StatusCode.NotFound, "ORDER_NOT_FOUND");

        var reply = await world.Desk.RecordFactsAsync(Request(PaidFact, PlacedFact, Fact("f4", FactSource.Warehouse, 3, f => f.Dispatched = new() { TrackingNo = "P1", Courier = "北辰快递" })));
        reply.Applied.ShouldBe(3);
        var order = reply.Order;
        (order.Version, order.Status, order.BuyerId, order.PaidAmount, order.FreightPaid, order.Channel, order.TradeNo, order.ShopId)
            .ShouldBe((2, OrderStatus.Signed, "byr_1", Yuan(118), Yuan(10), "alipay", "T1", "s1"));
        (order.PlacedTime, order.PaidTime, order.DispatchedTime, order.SignedTime).ShouldBe((Hour(1), Hour(2), Hour(3), Hour(5)));
        order.Parcels.Single().ShouldBe(new Parcel { TrackingNo = "P1", Courier = "北辰快递", DispatchedTime = Hour(3), SignedTime = Hour(5) });
        order.Lines.Single().Category.ShouldBe(Category.Food);

        await world.Host.Drain();
        var snapshot = (await world.Peer.GetOrderSnapshotAsync(new() { OrderId = "100001" })).Order;
        world.Host.Last<OrderChanged>().Order.ShouldBe(snapshot);
        (snapshot.Version, snapshot.Status, snapshot.InvoiceTicked).ShouldBe((2, OrderStatus.Signed, true));
        (await world.Desk.GetOrderAsync(new() { OrderId = "100001" })).Order.ShouldBe(order);
        var published = world.Host.Published.Single(e => e.Type == OrderChanged.Descriptor.FullName);
        (published.Topic, published.Subject, published.Merchant).ShouldBe(("aftersales.tracking", "100001", Merchant));
    }

    [Fact]
    public async Task Others_hear_what_the_courier_says_at_the_door()
    {
        await using var world = await Start("sqlite");
        await world.Desk.RecordFactsAsync(Request(PlacedFact, PaidFact));
        var courier = world.As("rider", Role.Courier);
        var reply = await courier.RecordFactsAsync(Request(Fact("f5", FactSource.Courier, 6, f => f.Refused = new() { TrackingNo = "P1", Reason = DoorReason.Unwanted })));
        reply.Order.Parcels.Single().ShouldBe(new Parcel { TrackingNo = "P1", RefusedTime = Hour(6), RefusedReason = DoorReason.Unwanted });
        await world.Host.Drain();
        world.Host.Last<OrderChanged>().Order.Refusals.ShouldBe([new DoorRefusal { TrackingNo = "P1", Time = Hour(6), Reason = DoorReason.Unwanted }]);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task R_ORD_1_told_again_facts_change_nothing_and_nobody_is_told(string database)
    {
        await using var world = await Start(database);
        await world.Desk.RecordFactsAsync(Request(PlacedFact, PaidFact));
        await world.Host.Drain();
        var known = await world.Desk.GetOrderAsync(new() { OrderId = "100001" });
        var again = await world.Desk.RecordFactsAsync(Request(PaidFact, PlacedFact, PaidFact));
        (again.Applied, again.Order).ShouldBe((0, known.Order));
        await world.Host.Drain();
        world.Host.Published.Count(e => e.Type == OrderChanged.Descriptor.FullName).ShouldBe(1);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task R_ORD_1_facts_told_at_the_same_time_are_all_kept(string database)
    {
        await using var world = await Start(database);
        var facts = Enumerable.Range(1, 10).Select(hour => Fact($"s{hour}", FactSource.Courier, hour, f => f.Scanned = new() { TrackingNo = $"P{hour}" }));
        await Task.WhenAll(facts.Append(PlacedFact).Select(f => world.Desk.RecordFactsAsync(Request(f)).ResponseAsync));
        var order = (await world.Desk.GetOrderAsync(new() { OrderId = "100001" })).Order;
        (order.Version, order.Parcels.Count, order.BuyerId).ShouldBe((11, 10, "byr_1"));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task R_ORD_1_the_order_systems_word_stands_and_the_couriers_is_kept_as_disputed(string database)
    {
        await using var world = await Start(database);
        var reply = await world.Desk.RecordFactsAsync(Request(
            PlacedFact,
            Fact("c1", FactSource.Courier, 5, f => f.Signed = new() { TrackingNo = "P1" }),
            Fact("o1", FactSource.OrderSystem, 4, f => f.Signed = new() { TrackingNo = "P1" })));
        reply.Order.SignedTime.ShouldBe(Hour(4));
        reply.Order.Disputed.Single().ShouldBe(new DisputedFact
        {
            FactId = "c1",
            Kind = "signed",
            Source = FactSource.Courier,
            OccurredTime = Hour(5),
            Reason = DisputeReason.OrderSystemSaysOtherwise,
            About = "P1",
        });
    }

    [Fact]
    public async Task R_PPL_2_personal_data_is_masked_in_replies_and_absent_from_events_and_the_store()
    {
        await using var world = await Start("sqlite");
        var order = (await world.Desk.RecordFactsAsync(Request(PlacedFact, Fact("f3", FactSource.Courier, 5, f => f.Signed = new() { TrackingNo = "P1", Signer = "李邻居" })))).Order;
        (order.RecipientMasked, order.PhoneMasked, order.InvoiceTitle).ShouldBe(("王**", "138****1234", "成**"));

        await world.Host.Drain();
        var store = (Platform.Store.IStore)world.Host.Services.GetService(typeof(Platform.Store.IStore))!;
        var kept = await store.Load(Merchant, "order", "100001", null, default);
        var events = await store.Events(Merchant, "order", "100001", 0, 10, default);
        var told = string.Concat(events.Select(e => e.Body)) + kept.State + string.Concat(world.Host.Published.Select(e => e.Json)) + order;
        foreach (var personal in new[] { "王小明", "13800001234", "望湖路", "成都青竹", "李邻居" })
            told.ShouldNotContain(personal);
    }

    [Fact]
    public async Task Courier_and_warehouse_speak_for_themselves_and_of_parcels_only()
    {
        await using var world = await Start("sqlite");
        var courier = world.As("courier", Role.Courier);
        var signed = Fact("c1", FactSource.Courier, 5, f => f.Signed = new() { TrackingNo = "P1" });
        (await courier.RecordFactsAsync(Request(signed))).Applied.ShouldBe(1);
        await Refused(() => courier.RecordFactsAsync(Request(new OrderFact(signed) { Source = FactSource.OrderSystem })).ResponseAsync, StatusCode.PermissionDenied, "ROLE_REQUIRED");
        await Refused(() => courier.RecordFactsAsync(Request(new OrderFact(signed) { Source = FactSource.Warehouse })).ResponseAsync, StatusCode.PermissionDenied, "ROLE_REQUIRED");
        (await world.As("wh", Role.Warehouse).RecordFactsAsync(Request(Fact("w1", FactSource.Warehouse, 3, f => f.Dispatched = new() { TrackingNo = "P1" })))).Applied.ShouldBe(1);
        await Refused(() => courier.RecordFactsAsync(Request(Fact("c2", FactSource.Courier, 9, f => f.Placed = Placed()))).ResponseAsync, StatusCode.InvalidArgument, "INVALID_REQUEST");
        await Refused(() => world.As("wang", Role.AgentL1).RecordFactsAsync(Request(signed)).ResponseAsync, StatusCode.PermissionDenied, "ROLE_REQUIRED");
    }

    [Fact]
    public async Task Bad_facts_are_named_by_field_and_nothing_of_them_is_taken()
    {
        await using var world = await Start("sqlite");
        var bad = PlacedFact;
        var line = bad.Placed.Lines[0];
        bad.Placed.Lines.Add(new OrderLine(line) { Quantity = 0, Paid = null });
        bad.Placed.Payable.CurrencyCode = "USD";
        line.UnitListPrice.MinorUnits = -1;

        var error = await Refused(() => world.Desk.RecordFactsAsync(Request(PaidFact, bad)).ResponseAsync, StatusCode.InvalidArgument, "INVALID_REQUEST");
        ErrorDetails.From(error)!.Violations.Select(v => v.Field).ShouldBe(
            ["facts[1].placed.lines", "facts[1].placed.lines[0].unit_list_price", "facts[1].placed.lines[1].quantity", "facts[1].placed.lines[1].paid", "facts[1].placed.payable"],
            ignoreOrder: true);
        await Refused(() => world.Desk.GetOrderAsync(new() { OrderId = "100001" }).ResponseAsync, StatusCode.NotFound, "ORDER_NOT_FOUND");
    }
}
