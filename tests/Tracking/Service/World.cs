using Aftersales.Contracts;
using Aftersales.Contracts.Tracking;
using Aftersales.Platform.Grpc;
using Aftersales.Testing;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using NodaTime;
using static Aftersales.Contracts.Tracking.TrackingService;

namespace Aftersales.Tracking.Tests.Service;

/// <summary>Tracking on real sockets, and who calls it.</summary>
internal sealed class World(TestService host) : IAsyncDisposable
{
    public const string Merchant = "acme";

    public TestService Host => host;

    public TrackingServiceClient Desk => As("lin", Role.TrackingAgent);

    public static async Task<World> Start(string database) => new(await TestService.Start(TrackingApp.Name, TrackingApp.Create, database));

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
