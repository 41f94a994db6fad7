using Aftersales.Contracts;
using Aftersales.Contracts.Returns;
using Aftersales.Platform.Store;
using Aftersales.Testing;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Condition = Aftersales.Contracts.Returns.Condition;

namespace Aftersales.Returns.Tests.Services;

public sealed class DisputeTests
{
    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task A_refusal_with_photos_is_disputed_and_paid_after_all(string database)
    {
        const string said = "it was new, ask Li Lei";
        await using var world = await World.Start(database);
        var id = (await world.Approved(World.Request())).ReturnId;
        await world.Warehouse.ReceiveReturnAsync(new() { RequestId = World.NewId(), ReturnId = id, Received = { new LineQuantity { LineId = "kettle", Quantity = 1 } } });
        var photo = new string('b', 64);
        var refused = (await world.Warehouse.InspectReturnAsync(new()
        {
            RequestId = World.NewId(),
            ReturnId = id,
            Lines = { new LineInspection { LineId = "kettle", Refused = 1, Reason = "used", Condition = Condition.Used, EvidenceIds = { photo } } },
        })).Return;
        (refused.State, refused.Lines[0].InspectionEvidenceIds.Single(), refused.ReleasesComplete).ShouldBe((ReturnState.Completed, photo, true));

        var dispute = new DisputeReturnRequest { RequestId = World.NewId(), ReturnId = id, Statement = said };
        await Refused.With("RETURN_NOT_FOUND", StatusCode.NotFound, world.Stranger.DisputeReturnAsync(dispute));
        var disputed = (await world.Customer.DisputeReturnAsync(dispute)).Return;
        (disputed.State, disputed.Lines[0].Units.Single().Acceptance, disputed.Dispute.By).ShouldBe((ReturnState.Disputed, Acceptance.Manual, World.Buyer));

        disputed.Dispute.Statement.ShouldBeEmpty();
        async Task<string> Read(ReturnsService.ReturnsServiceClient client) =>
            (await client.GetReturnAsync(new() { ReturnId = id })).Return.Dispute.Statement;
        (await Read(world.Specialist)).ShouldBe(said);
        (await Read(world.Warehouse)).ShouldBeEmpty();

        // While it is decided, nobody else can have the piece.
        await Refused.With("UNIT_ALREADY_HELD", StatusCode.FailedPrecondition, world.Customer.RequestReturnAsync(World.Request()));
        var won = (await world.Specialist.ResolveReturnDisputeAsync(new()
        {
            RequestId = World.NewId(),
            ReturnId = id,
            Reason = "seal intact on the photo",
            Accepted = { new LineQuantity { LineId = "kettle", Quantity = 1 } },
        })).Return;
        (won.State, won.Dispute.Accepted, won.Dispute.ResolvedBy).ShouldBe((ReturnState.Completed, 1, "p_specialist"));
        // 120.00 less 10.00 for the way back without a reason.
        var release = won.Releases.ShouldHaveSingleItem();
        (release.Goods.MinorUnits, release.Deduction.MinorUnits).ShouldBe((120_00, 10_00));

        await world.Host.Drain();
        world.Host.Last<ReturnDisputed>().Return.ReturnId.ShouldBe(id);
        world.Host.Last<ReturnRefundable>().Return.Releases.Count.ShouldBe(1);
        world.Host.Published.ShouldAllBe(e => !e.Json.Contains("Li Lei"));
        var store = world.Host.Services.GetRequiredService<IStore>();
        (await store.Events(World.Merchant, "return", id, 0, 50, default)).ShouldAllBe(e => !e.Body.Contains("Li Lei"));
    }

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task Parcels_come_one_by_one_and_what_is_accepted_is_released_before_the_rest_is_there(string database)
    {
        await using var world = await World.Start(database);
        var request = World.Request(lines: ("cups", 3));
        request.CustomerShips = true;
        var id = (await world.Approved(request)).ReturnId;
        Task<RecordShipmentResponse> Ship(string no, int pieces) => world.Customer.RecordShipmentAsync(new()
        {
            RequestId = World.NewId(),
            ReturnId = id,
            TrackingNo = no,
            Lines = { new LineQuantity { LineId = "cups", Quantity = pieces } },
        }).ResponseAsync;
        await Ship("YT1", 1);
        await Ship("YT2", 2);
        await world.Warehouse.ReceiveReturnAsync(new()
        {
            RequestId = World.NewId(),
            ReturnId = id,
            TrackingNo = "YT1",
            Received = { new LineQuantity { LineId = "cups", Quantity = 1 } },
        });
        var early = (await world.Warehouse.InspectReturnAsync(new()
        {
            RequestId = World.NewId(),
            ReturnId = id,
            Lines = { new LineInspection { LineId = "cups", Accepted = 1, Condition = Condition.AsNew } },
        })).Return;
        (early.State, early.Releases.Count, early.ReleasesComplete, early.Parcels.Count).ShouldBe((ReturnState.InTransit, 1, false, 2));
        await world.Host.Drain();
        world.Host.Last<ReturnUnitsInspected>().Return.ReturnId.ShouldBe(id);
        world.Host.Published.ShouldNotContain(e => e.Type.EndsWith("ReturnInspected"));
        var instruction = world.Host.Last<RestockInstructed>().Instructions.ShouldHaveSingleItem();
        (instruction.Quantity, instruction.Restock).ShouldBe((1, Restock.Resell));

        await world.Warehouse.ReceiveReturnAsync(new() { RequestId = World.NewId(), ReturnId = id, TrackingNo = "YT2", Received = { new LineQuantity { LineId = "cups", Quantity = 1 } } });
        var done = (await world.Warehouse.InspectReturnAsync(new()
        {
            RequestId = World.NewId(),
            ReturnId = id,
            Lines = { new LineInspection { LineId = "cups", Partly = 1, ShareBasisPoints = 5000, Reason = "scratched", Condition = Condition.Used } },
        })).Return;
        (done.State, done.ReleasesComplete).ShouldBe((ReturnState.Completed, true));
        done.Lines[0].Units.Select(u => (u.Reception, u.Acceptance, u.Release)).ShouldBe(
            [(Reception.Received, Acceptance.Accepted, 1), (Reception.Received, Acceptance.Partly, 2), (Reception.Short, Acceptance.Refused, 0)]);
        done.Releases[1].Deduction.MinorUnits.ShouldBe(10_00);
    }
}
