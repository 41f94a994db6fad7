using Aftersales.Contracts;
using Aftersales.Contracts.Returns;
using Aftersales.Testing;
using Grpc.Core;

namespace Aftersales.Returns.Tests.Services;

public sealed class ListTests
{
    private static async Task<IEnumerable<string>> Ids(ReturnsService.ReturnsServiceClient client, ListReturnsRequest request) =>
        (await client.ListReturnsAsync(request)).Returns.Select(r => r.ReturnId);

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task Returns_are_listed_by_state_order_and_customer_the_earliest_due_first(string database)
    {
        await using var world = await World.Start(database);
        var other = World.Placed(world.Host.Now);
        (other.OrderId, other.BuyerId) = ("order-2", "buyer-2");
        await world.Tell(other);

        var later = (await world.Approved(World.Request())).ReturnId;
        var sooner = (await world.Requested(ReturnReason.NoReason, ("cups", 1))).ReturnId;
        var request = World.Request();
        request.OrderId = "order-2";
        var others = (await world.Stranger.RequestReturnAsync(request)).Return.ReturnId;
        await world.Stranger.CancelReturnAsync(new() { RequestId = World.NewId(), ReturnId = others, Reason = "kept" });
        await world.Host.Drain();

        (await Ids(world.Specialist, new())).ShouldBe([sooner, later, others]);
        (await Ids(world.Specialist, new() { State = ReturnState.PickupScheduled })).ShouldBe([later]);
        (await Ids(world.Specialist, new() { State = ReturnState.Approved })).ShouldBeEmpty();
        (await Ids(world.Specialist, new() { OrderId = "order-2" })).ShouldBe([others]);
        (await Ids(world.Specialist, new() { CustomerId = World.Buyer })).ShouldBe([sooner, later]);
        await Refused.With("INVALID_REQUEST", StatusCode.InvalidArgument,
            world.Specialist.ListReturnsAsync(new() { State = ReturnState.Requested, OrderId = World.Order }));
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task A_customer_sees_their_own_only(string database)
    {
        await using var world = await World.Start(database);
        var mine = (await world.Requested()).ReturnId;
        (await Ids(world.Customer, new())).ShouldBe([mine]);
        (await Ids(world.Customer, new() { State = ReturnState.Requested })).ShouldBe([mine]);
        (await Ids(world.Customer, new() { OrderId = World.Order, CustomerId = World.Buyer })).ShouldBe([mine]);
        (await Ids(world.Stranger, new())).ShouldBeEmpty();
        (await Ids(world.Stranger, new() { OrderId = World.Order })).ShouldBeEmpty();
        (await Ids(world.Stranger, new() { CustomerId = World.Buyer })).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task Lists_come_in_pages(string database)
    {
        await using var world = await World.Start(database);
        var made = new List<string>();
        for (var i = 0; i < 3; i++)
            made.Add((await world.Requested(ReturnReason.NoReason, ("cups", 1))).ReturnId);
        var first = await world.Specialist.ListReturnsAsync(new() { PageSize = 2 });
        var second = await world.Specialist.ListReturnsAsync(new() { PageSize = 2, PageToken = first.NextPageToken });
        first.Returns.Concat(second.Returns).Select(r => r.ReturnId).ShouldBe(made, ignoreOrder: true);
        second.NextPageToken.ShouldBeEmpty();
        await Refused.With("PAGE_TOKEN_INVALID", StatusCode.InvalidArgument,
            world.Specialist.ListReturnsAsync(new() { State = ReturnState.Requested, PageToken = first.NextPageToken }));
    }

    [Fact]
    public async Task Lists_and_returns_say_no_more_than_the_role_needs()
    {
        await using var world = await World.Start("sqlite");
        await Refused.With("ROLE_REQUIRED", StatusCode.PermissionDenied, world.CourierApp.ListReturnsAsync(new()));
        await Refused.With("ROLE_REQUIRED", StatusCode.PermissionDenied, world.As("p_t", Role.TrackingAgent).GetReturnAsync(new() { ReturnId = "ret_1" }));
    }
}
