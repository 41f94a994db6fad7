using Aftersales.Contracts;
using Aftersales.Contracts.Tracking;
using Aftersales.Testing;
using Grpc.Core;
using static Aftersales.Tracking.Tests.Service.ListsTests;
using static Aftersales.Tracking.Tests.Service.World;
using Duration = NodaTime.Duration;

namespace Aftersales.Tracking.Tests.Service;

public class DisasterTests
{
    public static IEnumerable<object[]> Databases => TestService.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task R_TRK_1_a_declared_disaster_stops_the_clocks_of_its_region_and_they_run_on_when_it_ends(string database)
    {
        await using var world = await Start(database);
        var (desk, boss) = (world.Lists("acme"), Disasters(world, "boss", Role.Supervisor));
        await world.Tell("acme", "100001", [.. PaidAt(0, "CN-SC"), AcceptedAt(1)]);
        await world.Tell("acme", "100002", [.. PaidAt(0, "CN-GD"), AcceptedAt(1)]);
        await world.Tell("acme", "100003", [.. PaidAt(2, "CN-SC"), AcceptedAt(2)]);
        await world.Host.Drain();
        (await On(desk)).Select(i => i.OrderId).ShouldBe(["100001", "100002"], ignoreOrder: true);

        var declare = new DeclareDisasterRequest
        {
            RequestId = NewId(),
            Kind = DisasterKind.NaturalDisaster,
            Regions = { "CN-SC" },
            FromTime = Hour(20),
            UntilTime = Hour(68),
            Reason = "暴雨",
        };
        var declared = (await boss.DeclareDisasterAsync(declare)).Disaster;
        (await boss.DeclareDisasterAsync(declare)).Disaster.ShouldBe(declared);
        await world.Host.Drain();
        (await On(desk)).Single().OrderId.ShouldBe("100002");
        world.Host.Last<DisasterChanged>().Disaster.ShouldBe(declared);
        var order = (await world.Desk.GetOrderAsync(new() { OrderId = "100001" })).Order;
        (order.Promise.DispatchUntil, order.Region, order.Items.Single().State).ShouldBe((Hour(96), "CN-SC", TrackingItemState.Closed));
        world.Host.Last<TrackingCaseOver>().Case.OrderId.ShouldBe("100001");

        await world.Host.Advance(Duration.FromHours(5));
        (await On(desk)).Single().OrderId.ShouldBe("100002");
        await boss.ChangeDisasterEndAsync(new() { RequestId = NewId(), DisasterId = declared.DisasterId, UntilTime = Hour(21) });
        await world.Host.Drain();
        (await On(desk)).Select(i => i.ItemId).ShouldBe(["100001.2", "100002.1", "100003.1"], ignoreOrder: true);
        (await boss.ListDisastersAsync(new())).Disasters.Single().ShouldSatisfyAllConditions(d => d.UntilTime.ShouldBe(Hour(21)), d => d.ChangedBy.ShouldBe("boss"));
        (await Refused(
            () => boss.ChangeDisasterEndAsync(new() { RequestId = NewId(), DisasterId = declared.DisasterId, UntilTime = Hour(90) }).ResponseAsync,
            StatusCode.FailedPrecondition,
            "DISASTER_OVER")).ShouldNotBeNull();
    }

    [Fact]
    public async Task R_TRK_1_supervisors_declare_known_regions_and_everybody_who_works_with_clocks_reads()
    {
        await using var world = await Start("sqlite");
        DeclareDisasterRequest Everywhere() => new() { RequestId = NewId(), Kind = DisasterKind.Holiday, FromTime = Hour(30), UntilTime = Hour(54), Reason = "端午节" };
        await Refused(
            () => Disasters(world, "lin", Role.TrackingAgent).DeclareDisasterAsync(Everywhere()).ResponseAsync, StatusCode.PermissionDenied, "ROLE_REQUIRED");
        var boss = Disasters(world, "boss", Role.Supervisor);
        await Refused(
            () => boss.DeclareDisasterAsync(new(Everywhere()) { Regions = { "CN-XX" } }).ResponseAsync, StatusCode.InvalidArgument, "REGION_UNKNOWN");
        await Refused(
            () => boss.ChangeDisasterEndAsync(new() { RequestId = NewId(), DisasterId = "dis_1", UntilTime = Hour(90) }).ResponseAsync, StatusCode.NotFound, "DISASTER_NOT_FOUND");
        await boss.DeclareDisasterAsync(Everywhere());
        (await Disasters(world, "zhou", Role.Courier).ListDisastersAsync(new())).Disasters.Single().Regions.ShouldBeEmpty();

        // Regions that nobody knows are concerned too.
        await world.Tell(Merchant, "100001", [.. PaidAt(24), AcceptedAt(24)]);
        (await world.Desk.GetOrderAsync(new() { OrderId = "100001" })).Order.Promise.DispatchUntil.ShouldBe(Hour(96));
    }

    private static DisasterService.DisasterServiceClient Disasters(World world, string person, Role role) =>
        world.Host.Client(i => new DisasterService.DisasterServiceClient(i), Merchant, person, role);
}
