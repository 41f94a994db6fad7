using Aftersales.Contracts;
using Aftersales.Contracts.Returns;
using Aftersales.Testing;
using Grpc.Core;
using NodaTime;

namespace Aftersales.Returns.Tests.Services;

public sealed class LossTests
{
    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task Lost_pieces_are_on_the_list_of_claims_until_they_are_settled_and_turn_up_on_it_again_when_found(string database)
    {
        await using var world = await World.Start(database);
        var order = World.Placed(world.Host.Now);
        (order.Version, order.Lines[1].Sku) = (2, "KETTLE/1");
        await world.Tell(order);
        var id = (await world.Approved(World.Request())).ReturnId;
        await world.Specialist.ConfirmPickupAsync(new() { RequestId = World.NewId(), ReturnId = id, TrackingNo = "SF1" });
        await world.Host.Advance(Duration.FromDays(8));

        var claim = (await Claims(world)).Single();
        (claim.ReturnId, claim.State, claim.Losses.Single().Kind, claim.Losses[0].Open, claim.Lines.Single().Sku)
            .ShouldBe((id, ReturnState.Completed, LossKind.Lost, true, "KETTLE/1"));
        (await Claims(world, "KETTLE/1")).Single().ReturnId.ShouldBe(id);
        (await Claims(world, "KETTLE")).ShouldBeEmpty();
        world.Host.Last<ReturnLossClaimed>().Return.Losses.Single().Worth.MinorUnits.ShouldBe(120_00);

        await world.Specialist.CloseReturnLossAsync(Close(id, 120_00));
        (await Claims(world)).ShouldBeEmpty();
        await Refused.With("RETURN_NOTHING_MISSING", StatusCode.FailedPrecondition,
            world.Specialist.CloseReturnLossAsync(new(Close(id, 0)) { Kind = LossKind.Short }));

        await world.Warehouse.ReceiveReturnAsync(new()
        {
            RequestId = World.NewId(),
            ReturnId = id,
            TrackingNo = "SF1",
            Received = { new LineQuantity { LineId = "kettle", Quantity = 1 } },
        });
        await world.Host.Drain();
        world.Host.Last<ReturnGoodsFound>().Lines.Single().Quantity.ShouldBe(1);
        (await Claims(world)).Single().State.ShouldBe(ReturnState.Received);
        var list = new ListReturnsRequest { WorkList = ReturnWorkList.ToInspect, Sku = "KETTLE/1" };
        (await world.Warehouse.ListReturnsAsync(list)).Returns.Single().ReturnId.ShouldBe(id);
    }

    [Fact]
    public async Task R_RET_2_what_was_short_and_claimed_again_is_not_taken_in_twice()
    {
        await using var world = await World.Start("sqlite");
        var first = (await world.Approved(World.Request(ReturnReason.Quality))).ReturnId;
        await world.Warehouse.ReceiveReturnAsync(new() { RequestId = World.NewId(), ReturnId = first });
        var second = await world.Requested(ReturnReason.Quality);
        var found = new ReceiveReturnRequest
        {
            RequestId = World.NewId(),
            ReturnId = first,
            Found = true,
            Received = { new LineQuantity { LineId = "kettle", Quantity = 1 } },
        };
        await Refused.With("UNIT_ALREADY_HELD", StatusCode.FailedPrecondition, world.Warehouse.ReceiveReturnAsync(found));
        await world.Customer.CancelReturnAsync(new() { RequestId = World.NewId(), ReturnId = second.ReturnId, Reason = "found" });
        (await world.Warehouse.ReceiveReturnAsync(found)).Return.State.ShouldBe(ReturnState.Received);
    }

    private static CloseReturnLossRequest Close(string id, long recovered) => new()
    {
        RequestId = World.NewId(),
        ReturnId = id,
        Kind = LossKind.Lost,
        Recovered = new() { MinorUnits = recovered, CurrencyCode = "CNY" },
        Outcome = "the courier paid",
    };

    private static async Task<IReadOnlyList<Return>> Claims(World world, string sku = "") =>
        (await world.Specialist.ListReturnsAsync(new() { WorkList = ReturnWorkList.Claims, Sku = sku })).Returns;
}
