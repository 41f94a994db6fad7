using Aftersales.Contracts;
using Aftersales.Contracts.Returns;
using Aftersales.Testing;
using Grpc.Core;
using NodaTime;

namespace Aftersales.Returns.Tests.Services;

public sealed class RepairTests
{
    private const string Wish = "替我换拉链，电话13800138000";

    [Theory, MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task R_RET_8_from_the_price_to_the_repaired_goods(string database)
    {
        await using var world = await World.Start(database);
        var id = await Requested(world);
        var specialist = As(world, "p_return", Role.ReturnSpecialist);
        var quoted = (await specialist.QuoteRepairAsync(new() { RequestId = World.NewId(), RepairId = id, Price = Cny(30_00), Work = "a new zip" })).Repair;
        (quoted.State, quoted.Quote.Number, quoted.Quote.Price.MinorUnits).ShouldBe((RepairState.Quoted, 1, 30_00));
        var customer = As(world, World.Buyer, Role.Customer);
        await Refused.With("REPAIR_NOT_FOUND", StatusCode.NotFound,
            As(world, "buyer-2", Role.Customer).AcceptRepairQuoteAsync(new() { RequestId = World.NewId(), RepairId = id, Number = 1 }));
        await customer.AcceptRepairQuoteAsync(new() { RequestId = World.NewId(), RepairId = id, Number = 1 });

        // R-RET-2: it is in no return meanwhile.
        await Refused.With("UNIT_ALREADY_HELD", StatusCode.FailedPrecondition, world.Customer.RequestReturnAsync(World.Request()));
        await world.Host.Drain();
        await world.Collect($"repair-{id}");
        await world.Host.Advance(Duration.FromHours(6));
        (await Get(world, id)).State.ShouldBe(RepairState.Collected);
        (await world.CourierCalls("book")).ShouldBe(1);

        var workshop = As(world, "p_workshop", Role.Warehouse);
        await workshop.ReceiveRepairAsync(new() { RequestId = World.NewId(), RepairId = id });
        (await workshop.GetRepairAsync(new() { RepairId = id })).Repair.Wish.ShouldBe(Wish);
        await workshop.FinishRepairAsync(new() { RequestId = World.NewId(), RepairId = id, Repaired = true });
        await workshop.SendRepairBackAsync(new() { RequestId = World.NewId(), RepairId = id, TrackingNo = "SF7" });
        (await customer.ConfirmRepairDeliveryAsync(new() { RequestId = World.NewId(), RepairId = id })).Repair.State.ShouldBe(RepairState.Done);
        await world.Host.Drain();
        world.Host.Last<RepairEnded>().Repair.Repaired.ShouldBeTrue();
        world.Host.Published.ShouldAllBe(e => !e.Json.Contains("13800138000"));
        await world.Requested();
    }

    [Fact]
    public async Task R_CLK_4_a_silent_customer_is_reminded_and_then_keeps_the_goods_as_they_are()
    {
        await using var world = await World.Start("sqlite");
        var id = await Requested(world);
        await As(world, "p_return", Role.ReturnSpecialist)
            .QuoteRepairAsync(new() { RequestId = World.NewId(), RepairId = id, Price = Cny(30_00), Work = "a new zip" });
        for (var day = 0; day < 10; day++)
            await world.Host.Advance(Duration.FromDays(1));
        world.Host.Published.Count(e => e.Type.EndsWith("RepairQuoteReminded")).ShouldBe(2);
        (await Get(world, id)).State.ShouldBe(RepairState.Declined);
    }

    [Fact]
    public async Task A_customer_who_brings_the_goods_needs_no_courier()
    {
        await using var world = await World.Start("sqlite");
        var id = await Requested(world);
        await As(world, "p_return", Role.ReturnSpecialist)
            .QuoteRepairAsync(new() { RequestId = World.NewId(), RepairId = id, Price = Cny(0), Work = "a new zip" });
        await world.Host.Drain();
        await As(world, World.Buyer, Role.Customer).CollectRepairAsync(new() { RequestId = World.NewId(), RepairId = id, TrackingNo = "YT1" });
        await world.Host.Drain();
        (await world.CourierStatus($"repair-{id}")).ShouldBe("CANCELLED");
    }

    [Fact]
    public async Task Work_lists_show_who_has_to_act()
    {
        await using var world = await World.Start("sqlite");
        var id = await Requested(world);
        var desk = As(world, "p_return", Role.ReturnSpecialist);
        (await desk.ListRepairsAsync(new() { WorkList = RepairWorkList.ToQuote })).Repairs.Single().RepairId.ShouldBe(id);
        await world.Host.Advance(Duration.FromDays(3));
        (await desk.ListRepairsAsync(new() { WorkList = RepairWorkList.Claims })).Repairs.Single().Overdue.ShouldBeTrue();
    }

    private static RepairsService.RepairsServiceClient As(World world, string person, params Role[] roles) =>
        world.Host.Client(i => new RepairsService.RepairsServiceClient(i), World.Merchant, person, roles);

    private static async Task<string> Requested(World world)
    {
        var complaint = world.Host.PeerClient(i => new RepairsService.RepairsServiceClient(i), "complaint", World.Merchant, "p_agent", Role.AgentL1);
        var answer = await complaint.RequestRepairAsync(new()
        {
            RequestId = World.NewId(),
            Cause = new() { Kind = CauseKind.PlanStep, Id = "plan_1.1" },
            CaseId = "case_1",
            OrderId = World.Order,
            Lines = { new LineQuantity { LineId = "kettle", Quantity = 1 } },
            Wish = Wish,
        });
        return answer.Repair.RepairId;
    }

    private static async Task<Repair> Get(World world, string id) =>
        (await As(world, "p_return", Role.ReturnSpecialist).GetRepairAsync(new() { RepairId = id })).Repair;

    private static Money Cny(long fen) => new() { MinorUnits = fen, CurrencyCode = "CNY" };
}
