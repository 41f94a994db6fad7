using System.Collections.Concurrent;
using Aftersales.Contracts;
using Aftersales.Contracts.Tracking;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Store;
using Aftersales.Testing;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using static Aftersales.Contracts.Tracking.TrackingService;

namespace Aftersales.Tracking.Tests.Service;

/// <summary>Tracking on real sockets, and who calls it.</summary>
internal sealed class World(TestService host) : IAsyncDisposable
{
    public const string Merchant = "acme";

    public TestService Host => host;

    public TrackingServiceClient Desk => As("lin", Role.TrackingAgent);

    /// <summary>The desk of a merchant of its own, so that tests of one class can share a service.</summary>
    public TrackingListService.TrackingListServiceClient Lists(string merchant, string person = "lin", params Role[] roles) =>
        host.Client(i => new TrackingListService.TrackingListServiceClient(i), merchant, person, roles is [] ? [Role.TrackingAgent] : roles);

    public TrackingServiceClient Facts(string merchant) => host.Client(i => new TrackingServiceClient(i), merchant, "lin", Role.TrackingAgent);

    public Task Tell(string merchant, string order, params OrderFact[] facts) =>
        Facts(merchant).RecordFactsAsync(new() { OrderId = order, Facts = { facts } }).ResponseAsync;

    public static async Task<World> Start(string database) => new(await TestService.Start(TrackingApp.Name, TrackingApp.Create, database));

    /// <summary>With somebody who writes to the same orders right before each batch is written.</summary>
    public static async Task<World> StartMeddled(string database, Func<IReadOnlyList<Commit>, Task> meddle, ConcurrentQueue<CommitResult> results) => new(await TestService.Start(
        TrackingApp.Name,
        settings => TrackingApp.Create(settings with
        {
            Replace = services =>
            {
                var open = services.Last(s => s.ServiceType == typeof(IStore)).ImplementationFactory!;
                services.AddSingleton(provider => Meddler.Around((IStore)open(provider), meddle, results));
            },
        }),
        database));

    /// <summary>With everything that the service logs, down to the finest grain.</summary>
    public static async Task<World> StartLogged(LogKeeper log) => new(await TestService.Start(
        TrackingApp.Name,
        settings => TrackingApp.Create(settings with
        {
            Replace = services => services.AddSingleton<ILoggerProvider>(log).Configure<LoggerFilterOptions>(o => o.MinLevel = LogLevel.Trace),
        }),
        "sqlite"));

    public ValueTask DisposeAsync() => host.DisposeAsync();

    public TrackingServiceClient As(string person, params Role[] roles) => host.Client(i => new TrackingServiceClient(i), Merchant, person, roles);

    public TrackingServiceClient Peer => host.PeerClient(i => new TrackingServiceClient(i), "refund", Merchant, "chen", Role.AgentL1);

    public Task<ImportOrdersResponse> ImportSamples(params string[] names) =>
        Import([.. names.Select(n => (n, File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "samples", n))))]);

    public async Task<ImportOrdersResponse> Import(params (string Name, byte[] Bytes)[] files)
    {
        IEnumerable<ImportOrdersRequest> Parts((string Name, byte[] Bytes) file) => file.Bytes.Chunk(10_000)
            .Select(chunk => new ImportOrdersRequest { Chunk = ByteString.CopyFrom(chunk) })
            .Prepend(new() { File = new() { Name = file.Name } });
        return await Send(files.SelectMany(Parts));
    }

    public async Task<ImportOrdersResponse> Send(IEnumerable<ImportOrdersRequest> parts)
    {
        using var call = Desk.ImportOrders();
        foreach (var part in parts)
            await call.RequestStream.WriteAsync(part);
        await call.RequestStream.CompleteAsync();
        return await call;
    }

    /// <summary>A fact with the parts that tests do not care about.</summary>
    public static OrderFact Fact(string id, FactSource source, int hour, Action<OrderFact> what)
    {
        var fact = new OrderFact { FactId = id, Source = source, OccurredTime = Hour(hour) };
        what(fact);
        return fact;
    }

    public static Timestamp Hour(int hour) => (Instant.FromUtc(2026, 6, 1, 0, 0) + NodaTime.Duration.FromHours(hour)).ToDateTimeUtc().ToTimestamp();

    /// <summary>Placed and paid an hour later, as the order system tells it.</summary>
    public static OrderFact[] PaidAt(int hour, string region = "") =>
    [
        Fact("placed", FactSource.OrderSystem, hour - 1, f => f.Placed = new(Placed()) { Region = region }),
        Fact("paid", FactSource.OrderSystem, hour, f => f.Paid = new() { Amount = Yuan(120), Channel = "alipay", TradeNo = "T1" }),
    ];

    public static OrderFact AcceptedAt(int hour) => Fact("accepted", FactSource.Warehouse, hour, f => f.Accepted = new());

    public static OrderFact DispatchedAt(int hour, string trackingNo = "P1") =>
        Fact($"dispatched/{trackingNo}", FactSource.Warehouse, hour, f => f.Dispatched = new() { TrackingNo = trackingNo, Courier = "北辰快递" });

    public static OrderFact SignedAt(int hour, string trackingNo = "P1") => Fact($"signed/{trackingNo}", FactSource.Courier, hour, f => f.Signed = new() { TrackingNo = trackingNo, Signer = "李邻居" });

    public static OrderPlaced Placed(string buyer = "byr_1") => new()
    {
        BuyerId = buyer,
        Lines = { new OrderLine { LineId = "1", Sku = "FD-0001", Title = "大米 5kg", Quantity = 2, UnitListPrice = Yuan(60), Paid = Yuan(110) } },
        Payable = Yuan(120),
        Freight = Yuan(10),
        InvoiceTicked = true,
        InvoiceTitle = "成都青竹文化",
        RecipientName = "王小明",
        RecipientPhone = "13800001234",
        RecipientAddress = "望湖路105号",
        ShopId = "s1",
    };

    public static Money Yuan(long yuan) => new() { MinorUnits = yuan * 100, CurrencyCode = "CNY" };

    public static async Task<RpcException> Refused<T>(Func<Task<T>> call, StatusCode code, string reason)
    {
        var error = await Should.ThrowAsync<RpcException>(async () => await call());
        (error.StatusCode, ErrorDetails.From(error)?.Info?.Reason).ShouldBe((code, reason));
        return error;
    }
}
