using Aftersales.Contracts;
using Aftersales.Contracts.Tracking;
using Aftersales.Testing;
using Grpc.Core;
using static Aftersales.Tracking.Tests.Service.World;

namespace Aftersales.Tracking.Tests.Service;

public class ReadOrdersTests
{
    public static IEnumerable<object[]> Databases => TestService.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task A_customer_finds_their_own_orders_only(string database)
    {
        await using var world = await Start(database);
        await Place(world, "100001", "byr_1", 1);
        await Place(world, "100002", "byr_2", 2);
        var customer = world.As("byr_1", Role.Customer);

        (await customer.GetOrderAsync(new() { OrderId = "100001" })).Order.BuyerId.ShouldBe("byr_1");
        await Refused(() => customer.GetOrderAsync(new() { OrderId = "100002" }).ResponseAsync, StatusCode.NotFound, "ORDER_NOT_FOUND");
        await Refused(() => customer.GetOrderAsync(new() { OrderId = "100003" }).ResponseAsync, StatusCode.NotFound, "ORDER_NOT_FOUND");
        await Refused(() => customer.GetOrderSnapshotAsync(new() { OrderId = "100001" }).ResponseAsync, StatusCode.PermissionDenied, "ROLE_REQUIRED");
        Ids(await customer.ListOrdersAsync(new())).ShouldBe(["100001"]);
        Ids(await customer.ListOrdersAsync(new() { BuyerId = "byr_1", Status = OrderStatus.Placed })).ShouldBe(["100001"]);
        Ids(await customer.ListOrdersAsync(new() { BuyerId = "byr_2" })).ShouldBeEmpty();
        (await world.Peer.GetOrderSnapshotAsync(new() { OrderId = "100002" })).Order.BuyerId.ShouldBe("byr_2");
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Lists_are_newest_first_by_buyer_and_status_and_page(string database)
    {
        await using var world = await Start(database);
        foreach (var (id, buyer, hour) in new[] { ("100001", "byr_1", 3), ("100002", "byr_2", 1), ("100003", "byr_1", 5), ("100004", "byr_2", 4), ("100005", "byr_1", 2) })
            await Place(world, id, buyer, hour);
        await world.Desk.RecordFactsAsync(new() { OrderId = "100003", Facts = { Fact("p", FactSource.OrderSystem, 6, f => f.Paid = new() { Amount = Yuan(120), Channel = "alipay", TradeNo = "T" }) } });

        var first = await world.Desk.ListOrdersAsync(new() { PageSize = 3 });
        var second = await world.Desk.ListOrdersAsync(new() { PageSize = 3, PageToken = first.NextPageToken });
        Ids(first).Concat(Ids(second)).ShouldBe(["100003", "100004", "100001", "100005", "100002"]);
        second.NextPageToken.ShouldBeEmpty();
        Ids(await world.Desk.ListOrdersAsync(new() { BuyerId = "byr_1" })).ShouldBe(["100003", "100001", "100005"]);
        Ids(await world.Desk.ListOrdersAsync(new() { BuyerId = "byr_1", Status = OrderStatus.Placed })).ShouldBe(["100001", "100005"]);
        Ids(await world.Desk.ListOrdersAsync(new() { Status = OrderStatus.Paid })).ShouldBe(["100003"]);
        await Refused(
            () => world.Desk.ListOrdersAsync(new() { BuyerId = "byr_1", PageToken = first.NextPageToken }).ResponseAsync, StatusCode.InvalidArgument, "PAGE_TOKEN_INVALID");
    }

    [Fact]
    public async Task Another_merchant_sees_nothing()
    {
        await using var world = await Start("sqlite");
        await Place(world, "100001", "byr_1", 1);
        var other = world.Host.Client(i => new TrackingService.TrackingServiceClient(i), "other", "lin", Role.TrackingAgent);
        await Refused(() => other.GetOrderAsync(new() { OrderId = "100001" }).ResponseAsync, StatusCode.NotFound, "ORDER_NOT_FOUND");
        (await other.ListOrdersAsync(new())).Orders.ShouldBeEmpty();
    }

    private static Task Place(World world, string id, string buyer, int hour) => world.Desk.RecordFactsAsync(
        new() { OrderId = id, Facts = { Fact("placed", FactSource.OrderSystem, hour, f => f.Placed = Placed(buyer)) } }).ResponseAsync;

    private static IEnumerable<string> Ids(ListOrdersResponse page) => page.Orders.Select(o => o.OrderId);
}
