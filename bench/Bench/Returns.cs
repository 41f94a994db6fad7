using Aftersales.Contracts;
using Aftersales.Contracts.Returns;
using Aftersales.Contracts.Tracking;
using Aftersales.Returns;
using Aftersales.Simulators;
using Aftersales.Testing;
using Google.Protobuf.WellKnownTypes;
using NodaTime;
using Duration = NodaTime.Duration;

namespace Aftersales.Bench;

/// <summary>A return's way through the desks on PostgreSQL, and what work lists and a single return cost among many.</summary>
internal static class Returns
{
    private const int Callers = 16;
    private const int Many = 1_000_000;
    private const int ManyQuick = 20_000;

    private static readonly ReturnWorkList[] Lists =
        [ReturnWorkList.ToReview, ReturnWorkList.PickupsDue, ReturnWorkList.PickupsOverdue, ReturnWorkList.ToInspect, ReturnWorkList.Claims];

    public static async Task<IReadOnlyList<Row>> Measure(Pace pace)
    {
        var many = pace == Pace.Quick ? ManyQuick : Many;
        var rows = new List<Row> { await Flow(pace) };
        await using var small = await ReturnsWorld.Seeded(Among.Few);
        await using var large = await ReturnsWorld.Seeded(many);
        rows.Add(await Among.Compare(pace, "GetReturn", many, small, large, (world, number) => world.Read(number)));
        foreach (var list in Lists)
            rows.Add(await Among.Compare(pace, $"work list {list}", many, small, large, (world, _) => world.List(new() { WorkList = list })));
        rows.Add(await Among.Compare(pace, $"work list {ReturnWorkList.ToInspect} of goods", many, small, large,
            (world, _) => world.List(new() { WorkList = ReturnWorkList.ToInspect, Sku = ReturnsWorld.Sku })));
        return rows;
    }

    private static async Task<Row> Flow(Pace pace)
    {
        await using var world = await ReturnsWorld.Start();
        var next = 0;
        var series = await pace.InTurns(async () =>
        {
            var rate = await Load.Of(next, pace.Writes / 4, Callers, world.ToInspected);
            next += pace.Writes / 4;
            await world.Service.Drain();
            return rate;
        });
        return new($"returns from request to inspection, {Callers} at once", Report.PerSecond(series[0].PerSecond));
    }
}

/// <summary>The real returns service over sockets on PostgreSQL.</summary>
internal sealed class ReturnsWorld : IAsyncDisposable
{
    private const string Merchant = "tea-house";
    private const string Buyer = "buyer-1";

    public const string Sku = "cup";

    // Bound of a line's pieces; returns of one order count on one sum.
    private const int Orders = 64;
    private const int Pieces = 9999;

    private readonly List<string> ids = [];
    private readonly ReturnsService.ReturnsServiceClient customer;
    private readonly ReturnsService.ReturnsServiceClient specialist;
    private readonly ReturnsService.ReturnsServiceClient warehouse;

    private readonly SimulatorHost outside;
    private readonly ManualTime outsideTime;
    private readonly TemporaryFolder folder;

    private ReturnsWorld(TestService service, SimulatorHost outside, ManualTime outsideTime, TemporaryFolder folder)
    {
        (Service, this.outside, this.outsideTime, this.folder) = (service, outside, outsideTime, folder);
        ReturnsService.ReturnsServiceClient As(string person, Role role) =>
            service.Client(invoker => new ReturnsService.ReturnsServiceClient(invoker), Merchant, person, role);
        (customer, specialist, warehouse) = (As(Buyer, Role.Customer), As("p_return", Role.ReturnSpecialist), As("p_warehouse", Role.Warehouse));
    }

    public TestService Service { get; }

    public static async Task<ReturnsWorld> Start()
    {
        // The courier is asked about the few returns that are multiplied; those that are timed the customers ship.
        var folder = new TemporaryFolder();
        var time = new ManualTime(new(2026, 6, 2, 1, 0, 0, TimeSpan.Zero));
        var outside = await SimulatorHost.Start(new() { DataFolder = folder.FullName, Clock = time });
        var settings = new Dictionary<string, string?> { ["Courier:Address"] = outside.Courier.ToString(), ["Orders:Address"] = outside.Orders.ToString() };
        var world = new ReturnsWorld(await TestService.Start("returns", ReturnsApp.Create, "postgres", settings), outside, time, folder);
        for (var order = 0; order < Orders; order++)
            await world.Service.Deliver(new OrderChanged { Order = world.Snapshot(OrderId(order)) }, Merchant, "tracking");
        return world;
    }

    /// <summary>With so many returns, an equal share in each work list.</summary>
    public static async Task<ReturnsWorld> Seeded(int returns)
    {
        var world = await Start();
        string[] early = [await world.Request(0, ships: false), await world.Request(1, ships: false)];
        await world.Approve(early[1]);
        // The first is overdue for review, the second was not picked up.
        world.outsideTime.Advance(TimeSpan.FromDays(6));
        await world.Service.Advance(Duration.FromDays(6));
        for (var order = 0; order <= 4; order++)
            await world.Service.Deliver(new OrderChanged { Order = world.Snapshot(OrderId(order), version: 2) }, Merchant, "tracking");
        string[] late = [await world.Request(2, ships: false), await world.Request(3, ships: false), await world.Request(4, ships: true)];
        await world.Approve(late[1]);
        await world.Approve(late[2]);
        await world.Receive(late[2]);
        await world.Until(early[1], ReturnWorkList.PickupsOverdue);
        await world.Until(early[0], ReturnWorkList.Claims);
        // What one had still to do, its copies would do by the hundred thousand while they are read.
        await world.Service.Drain();
        string[] templates = [.. early, .. late];
        world.ids.AddRange(await Copies.Make(world.Service, "returns", "return", templates, returns / templates.Length));
        return world;
    }

    public async Task ToInspected(int number)
    {
        var id = await Request(number, ships: true);
        await Approve(id);
        await Receive(id);
        var inspected = await warehouse.InspectReturnAsync(new()
        {
            RequestId = NewId(),
            ReturnId = id,
            Lines = { new LineInspection { LineId = "1", Accepted = 1 } },
        });
        if (inspected.Return.State != ReturnState.Completed)
            throw new InvalidOperationException($"return {id} is {inspected.Return.State}");
    }

    public async Task Read(int number)
    {
        var id = ids[(int)((uint)number * 2_654_435_761 % (uint)ids.Count)];
        if ((await specialist.GetReturnAsync(new() { ReturnId = id })).Return.ReturnId != id)
            throw new InvalidOperationException("another return was read");
    }

    public async Task List(ListReturnsRequest request)
    {
        var page = await specialist.ListReturnsAsync(request);
        if (page.Returns.Count != 50)
            throw new InvalidOperationException($"{page.Returns.Count} rows in {request.WorkList}");
    }

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        await outside.DisposeAsync();
        folder.Dispose();
    }

    private async Task<string> Request(int number, bool ships) => (await customer.RequestReturnAsync(new()
    {
        RequestId = NewId(),
        OrderId = OrderId(number % Orders),
        Reason = ReturnReason.NoReason,
        Lines = { new LineQuantity { LineId = "1", Quantity = 1 } },
        CustomerShips = ships,
        // Else the recipient would be asked of Tracking, which is not here.
        PickupAddress = ships ? null : new() { Name = "林小满", Phone = "13800138000", Address = "浙江省杭州市西湖区文三路 90 号" },
    })).Return.ReturnId;

    private async Task Approve(string id)
    {
        await specialist.StartReviewAsync(new() { RequestId = NewId(), ReturnId = id });
        await specialist.ApproveReturnAsync(new() { RequestId = NewId(), ReturnId = id });
    }

    private async Task Receive(string id) => await warehouse.ReceiveReturnAsync(new()
    {
        RequestId = NewId(),
        ReturnId = id,
        Received = { new LineQuantity { LineId = "1", Quantity = 1 } },
    });

    private async Task Until(string id, ReturnWorkList list)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!(await specialist.ListReturnsAsync(new() { WorkList = list })).Returns.Any(r => r.ReturnId == id))
            await Task.Delay(20, patience.Token);
    }

    private OrderSnapshot Snapshot(string order, long version = 1) => new()
    {
        OrderId = order,
        Version = version,
        BuyerId = Buyer,
        Status = OrderStatus.Signed,
        PaidTime = At(Service.Now - Duration.FromDays(3)),
        DispatchedTime = At(Service.Now - Duration.FromDays(2)),
        SignedTime = At(Service.Now - Duration.FromHours(1)),
        PaidAmount = Cny(Pieces * 30_00L),
        Lines = { new OrderLine { LineId = "1", Sku = Sku, Quantity = Pieces, Paid = Cny(Pieces * 30_00L), UnitListPrice = Cny(30_00), Category = Category.Household } },
    };

    private static Money Cny(long fen) => new() { MinorUnits = fen, CurrencyCode = "CNY" };

    private static string OrderId(int order) => $"{1930679858170000 + order}";

    private static Timestamp At(Instant instant) => Timestamp.FromDateTime(instant.ToDateTimeUtc());

    private static string NewId() => Guid.NewGuid().ToString();
}
