using System.Net.Http.Json;
using Aftersales.Contracts;
using Aftersales.Contracts.Tracking;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Aftersales.Demo;

/// <summary>Brings the platform's order exports in, and makes the orders known to the simulated payment channel.</summary>
internal sealed class Import(World world, Staff staff)
{
    private const int ChunkBytes = 256 * 1024;

    public async Task<ImportOrdersResponse> Run(IEnumerable<string> files)
    {
        using var call = staff.Tracking.ImportOrders();
        foreach (var file in files)
        {
            await call.RequestStream.WriteAsync(new() { File = new() { Name = Path.GetFileName(file) } });
            foreach (var chunk in (await File.ReadAllBytesAsync(file)).Chunk(ChunkBytes))
                await call.RequestStream.WriteAsync(new() { Chunk = ByteString.CopyFrom(chunk) });
        }

        await call.RequestStream.CompleteAsync();
        return await call.ResponseAsync;
    }

    /// <summary>All orders in one status, in a fixed order.</summary>
    public async Task<List<Order>> Orders(OrderStatus status)
    {
        var orders = new List<Order>();
        var page = new ListOrdersResponse();
        do
        {
            page = await staff.Tracking.ListOrdersAsync(new() { PageSize = 500, Status = status, PageToken = page.NextPageToken });
            orders.AddRange(page.Orders);
        }
        while (page.NextPageToken.Length > 0);
        return [.. orders.OrderBy(o => o.OrderId, StringComparer.Ordinal)];
    }

    /// <summary>The payment as the channel knows it.</summary>
    public async Task RegisterTrade(Order order)
    {
        using var response = await world.Simulators.PostAsJsonAsync("payment/trades", new
        {
            out_trade_no = order.OrderId,
            trade_no = order.TradeNo,
            total_amount = Fen(order.PaidAmount.MinorUnits),
            subject = "青禾日常生活旗舰店",
            buyer_logon_id = Account(order),
            buyer_name = Name(order),
            gmt_payment = Shanghai(order.PaidTime),
        });
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"trade {order.OrderId}: {await response.Content.ReadAsStringAsync()}");
    }

    /// <summary>The customer has the goods.</summary>
    public Task Sign(Order order, DateTimeOffset at) => staff.Tracking.RecordFactsAsync(new()
    {
        OrderId = order.OrderId,
        Facts =
        {
            new OrderFact
            {
                FactId = $"signed-{order.OrderId}", OccurredTime = at.ToTimestamp(), Source = FactSource.OrderSystem, Signed = new() { Signer = "本人" },
            },
        },
    }).ResponseAsync;

    /// <summary>The courier's word from the door: the customer did not want it (R-RET-2).</summary>
    public Task Refuse(Order order, DateTimeOffset at) => staff.CourierFacts.RecordFactsAsync(new()
    {
        OrderId = order.OrderId,
        Facts =
        {
            new OrderFact
            {
                FactId = $"refused-{order.OrderId}",
                OccurredTime = at.ToTimestamp(),
                Source = FactSource.Courier,
                Refused = new() { TrackingNo = order.Parcels[0].TrackingNo, Reason = DoorReason.TurnedBack },
            },
        },
    }).ResponseAsync;

    public static string Account(Order order) => $"buyer-{order.OrderId[^8..]}@example.com";

    public static string Name(Order order) => $"买家{order.OrderId[^4..]}";

    public static string Fen(long amount) => $"{amount / 100}.{amount % 100:00}";

    private static string Shanghai(Timestamp time) => time.ToDateTimeOffset().ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
}
