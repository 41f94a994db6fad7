using System.Text.Json.Nodes;
using Aftersales.Contracts;
using Aftersales.Contracts.Returns;
using Aftersales.Contracts.Tracking;
using Aftersales.Simulators;
using Aftersales.Testing;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using NodaTime;
using Duration = NodaTime.Duration;

namespace Aftersales.Returns.Tests.Services;

/// <summary>The service on real sockets and a real database, with the simulated courier, one order of one buyer, and everybody who acts on returns.</summary>
internal sealed class World : IAsyncDisposable
{
    public const string Merchant = "m1";
    public const string Buyer = "buyer-1";
    public const string Order = "order-1";

    private readonly SimulatorHost simulators;
    private readonly ManualTime courierTime;
    private readonly string folder;
    private readonly HttpClient http;

    private World(TestService host, SimulatorHost simulators, ManualTime courierTime, FakeTracking tracking, string folder)
    {
        (Host, this.simulators, this.courierTime, Tracking, this.folder) = (host, simulators, courierTime, tracking, folder);
        http = new() { BaseAddress = simulators.Root };
    }

    public TestService Host { get; }

    /// <summary>Who knows the recipients of orders.</summary>
    public FakeTracking Tracking { get; }

    public ReturnsService.ReturnsServiceClient Customer => As(Buyer, Role.Customer);

    public ReturnsService.ReturnsServiceClient Stranger => As("buyer-2", Role.Customer);

    public ReturnsService.ReturnsServiceClient Specialist => As("p_specialist", Role.ReturnSpecialist);

    public ReturnsService.ReturnsServiceClient Warehouse => As("p_warehouse", Role.Warehouse);

    public ReturnsService.ReturnsServiceClient CourierApp => As("courier-app", Role.Courier);

    /// <summary>Complaint, acting for an agent.</summary>
    public ReturnsService.ReturnsServiceClient Plan =>
        Host.PeerClient(invoker => new ReturnsService.ReturnsServiceClient(invoker), "complaint", Merchant, "p_agent", Role.AgentL1);

    /// <param name="policy">What the merchant's own policy has otherwise than the one that is delivered.</param>
    public static async Task<World> Start(string database, double timeoutSeconds = 30, Action<JsonNode>? policy = null)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("returns-").FullName;
        var courierTime = new ManualTime(new(2026, 6, 2, 1, 0, 0, TimeSpan.Zero));
        var simulators = await SimulatorHost.Start(new() { DataFolder = folder, Clock = courierTime });
        var tracking = new FakeTracking();
        WriteOwn(folder, policy ?? (_ => { }));
        var host = await TestService.Start("returns", settings => ReturnsApp.Create(settings with { PolicyFolder = folder }), database, new Dictionary<string, string?>
        {
            ["Courier:Address"] = simulators.Courier.ToString(),
            ["Orders:Address"] = simulators.Orders.ToString(),
            ["Courier:TimeoutSeconds"] = timeoutSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["Orders:TimeoutSeconds"] = timeoutSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture),
        }, start: null, tracking);
        var world = new World(host, simulators, courierTime, tracking, folder);
        await world.Tell(Placed(host.Now));
        return world;
    }

    /// <summary>Three cups at 20.00, one kettle at 120.00, fruit; signed for an hour ago.</summary>
    public static OrderSnapshot Placed(Instant now) => new()
    {
        OrderId = Order,
        Version = 1,
        BuyerId = Buyer,
        Status = OrderStatus.Signed,
        PaidTime = At(now - Duration.FromDays(3)),
        DispatchedTime = At(now - Duration.FromDays(2)),
        SignedTime = At(now - Duration.FromHours(1)),
        Lines =
        {
            Line("cups", Category.Household, 3, 20_00),
            Line("kettle", Category.Household, 1, 120_00),
            Line("fruit", Category.Food, 2, 50_00),
        },
    };

    public ReturnsService.ReturnsServiceClient As(string person, params Role[] roles) =>
        Host.Client(invoker => new ReturnsService.ReturnsServiceClient(invoker), Merchant, person, roles);

    public PickupsService.PickupsServiceClient Pickups(string person, params Role[] roles) =>
        Host.Client(invoker => new PickupsService.PickupsServiceClient(invoker), Merchant, person, roles);

    /// <summary>Moves the clocks of the suite and of the outside world.</summary>
    public Task MoveTo(Instant to)
    {
        courierTime.Advance(to.ToDateTimeOffset() - courierTime.GetUtcNow());
        return Host.MoveTo(to);
    }

    public async Task Tell(OrderSnapshot order, string merchant = Merchant) =>
        (await Host.Deliver(new OrderChanged { Order = order }, merchant, "tracking")).ToString().ShouldBe("Success");

    public static RequestReturnRequest Request(ReturnReason reason = ReturnReason.NoReason, params (string Line, int Quantity)[] lines) => new()
    {
        RequestId = NewId(),
        OrderId = Order,
        Reason = reason,
        EvidenceIds = { new string('a', 64) },
        Lines = { (lines.Length == 0 ? [("kettle", 1)] : lines).Select(l => new LineQuantity { LineId = l.Line, Quantity = l.Quantity }) },
    };

    public async Task<Return> Requested(ReturnReason reason = ReturnReason.NoReason, params (string Line, int Quantity)[] lines) =>
        (await Customer.RequestReturnAsync(Request(reason, lines))).Return;

    public async Task<Return> Approved(RequestReturnRequest request)
    {
        var made = (await Customer.RequestReturnAsync(request)).Return;
        await Specialist.StartReviewAsync(new() { RequestId = NewId(), ReturnId = made.ReturnId });
        return (await Specialist.ApproveReturnAsync(new() { RequestId = NewId(), ReturnId = made.ReturnId })).Return;
    }

    public async Task<Return> Get(string returnId) => (await Specialist.GetReturnAsync(new() { ReturnId = returnId })).Return;

    /// <summary>How often the courier was asked this, as its own log says.</summary>
    public Task<int> CourierCalls(string operation) => Calls($"courier.{operation}");

    /// <summary>How often somebody outside was asked this and did it, as the simulators' log says.</summary>
    public async Task<int> Calls(string operation) => (await Ask($"calls?operation={operation}")).GetProperty("calls").GetArrayLength();

    /// <summary>What the outside world answers.</summary>
    public async Task<System.Text.Json.JsonElement> Ask(string path) => System.Text.Json.JsonDocument.Parse(await http.GetStringAsync(path)).RootElement;

    /// <summary>Plays somebody of the outside world.</summary>
    public async Task Play(string path, string body = "{}")
    {
        using var content = new StringContent(body, null, "application/json");
        (await http.PostAsync(path, content)).EnsureSuccessStatusCode();
    }

    /// <summary>The next call of this operation meets a fault.</summary>
    public Task Faults(string operation, string kind, string? code = null) =>
        Play("faults", System.Text.Json.JsonSerializer.Serialize(new { operation, kind, code }));

    public async Task Fault(string operation, string kind, int times = 1)
    {
        using var body = new StringContent($$"""{"operation":"courier.{{operation}}","kind":"{{kind}}","times":{{times}}}""", null, "application/json");
        (await http.PostAsync("faults", body)).EnsureSuccessStatusCode();
    }

    /// <summary>The courier comes and takes the goods, and tells only its own system.</summary>
    public async Task<string> Collect(string bookingNo)
    {
        using var body = new StringContent("{}", null, "application/json");
        var answer = (await http.PostAsync($"courier/pickups/{bookingNo}/collect", body)).EnsureSuccessStatusCode();
        return System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("waybill_no").GetString()!;
    }

    public async Task<string> CourierStatus(string bookingNo) =>
        System.Text.Json.JsonDocument.Parse(await http.GetStringAsync($"courier/pickups/{bookingNo}")).RootElement.GetProperty("status").GetString()!;

    public Task StopCourier() => simulators.DisposeAsync().AsTask();

    public static string NewId() => Guid.NewGuid().ToString();

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        http.Dispose();
        await simulators.DisposeAsync();
        System.IO.Directory.Delete(folder, recursive: true);
    }

    private static void WriteOwn(string folder, Action<JsonNode> change)
    {
        using var delivered = typeof(ReturnsApp).Assembly.GetManifestResourceStream(
            typeof(ReturnsApp).Assembly.GetManifestResourceNames().Single(name => name.EndsWith(".returns.json")))!;
        var own = JsonNode.Parse(delivered, documentOptions: new() { CommentHandling = System.Text.Json.JsonCommentHandling.Skip })!;
        change(own);
        System.IO.Directory.CreateDirectory(Path.Combine(folder, Merchant));
        File.WriteAllText(Path.Combine(folder, Merchant, "returns.json"), own.ToJsonString());
    }

    private static OrderLine Line(string id, Category category, int quantity, long listPriceFen) => new()
    {
        LineId = id,
        Category = category,
        Quantity = quantity,
        UnitListPrice = new() { MinorUnits = listPriceFen, CurrencyCode = "CNY" },
    };

    public static Timestamp At(Instant instant) => Timestamp.FromDateTime(instant.ToDateTimeUtc());
}
