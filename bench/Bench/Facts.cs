using System.Diagnostics;
using System.Globalization;
using System.Text;
using Aftersales.Contracts;
using Aftersales.Contracts.Tracking;
using Aftersales.Testing;
using Aftersales.Tracking;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using NodaTime;

namespace Aftersales.Bench;

/// <summary>How fast Tracking on PostgreSQL takes facts by the stream, and a platform's export files.</summary>
internal static class Facts
{
    private const string Merchant = "tea-house";
    private const double AimPerSecond = 5_000;
    private const double AimSeconds = 60;
    private const int FullRows = 300_000;

    public static async Task<IReadOnlyList<Row>> Measure(Pace pace)
    {
        var quick = pace == Pace.Quick;
        return [.. await Streams(pace, orders: quick ? 1_000 : 5_000), .. await Imports(quick ? FullRows / 10 : FullRows)];
    }

    // Each fact is a request. In waves each batch touches as many orders as it has facts, which is the dearest; life by life a batch has all facts of an order.
    private static async Task<IEnumerable<Row>> Streams(Pace pace, int orders)
    {
        await using var world = await Start();
        var round = 0;
        var series = await pace.InTurns(
            () => Stream(world, Interleaved(Lives(round++, orders))),
            () => Stream(world, [.. Lives(round++, orders).SelectMany(life => life)]));
        return
        [
            ToRow("facts by stream, order by order in waves", series[0].PerSecond),
            ToRow("facts by stream, life by life", series[1].PerSecond),
        ];

        static Row ToRow(string what, double perSecond) =>
            new(what, Report.PerSecond(perSecond), Report.Ratio(perSecond / AimPerSecond, "aim"), $"at least {Report.PerSecond(AimPerSecond)}");
    }

    private static async Task<Rate> Stream(TestService world, List<StreamFactsRequest> requests)
    {
        var client = world.Client(i => new TrackingService.TrackingServiceClient(i), Merchant, "p_orders", Role.TrackingAgent);
        var started = Stopwatch.GetTimestamp();
        using var call = client.StreamFacts();
        var answers = Task.Run(async () =>
        {
            var applied = 0L;
            while (await call.ResponseStream.MoveNext(default))
            {
                applied += call.ResponseStream.Current.Applied;
                if (call.ResponseStream.Current.Refused is [var refused, ..])
                    throw new InvalidOperationException($"a request was refused: {refused}");
            }

            return applied;
        });
        foreach (var request in requests)
            await call.RequestStream.WriteAsync(request);
        await call.RequestStream.CompleteAsync();
        var applied = await answers;
        var elapsed = Stopwatch.GetElapsedTime(started);
        if (applied != requests.Count)
            throw new InvalidOperationException($"{applied} of {requests.Count} facts were applied");
        await world.Drain();
        return new(requests.Count / elapsed.TotalSeconds, elapsed);
    }

    private static List<StreamFactsRequest> Interleaved(List<StreamFactsRequest[]> lives) =>
        [.. Enumerable.Range(0, lives[0].Length).SelectMany(fact => lives.Select(life => life[fact]))];

    private static List<StreamFactsRequest[]> Lives(int round, int orders) =>
        [.. Enumerable.Range(0, orders).Select(n => Life($"{1_930_679_858_000_000L + ((long)round * orders) + n}"))];

    private static StreamFactsRequest[] Life(string order)
    {
        var parcel = $"P{order}";
        return
        [
            Told(FactSource.OrderSystem, 0, f => f.Placed = new()
            {
                BuyerId = "byr_1",
                Lines = { new OrderLine { LineId = "1", Sku = "FD-0001", Title = "青禾东北五常大米 5kg 新米", Quantity = 2, UnitListPrice = Cny(60_00), Paid = Cny(110_00) } },
                Payable = Cny(120_00),
                Freight = Cny(10_00),
                RecipientName = "王小明",
                RecipientPhone = "13800001234",
                RecipientAddress = "广东省 深圳市 南山区 样例街道 望湖路105号",
                ShopId = "s1",
            }),
            Told(FactSource.OrderSystem, 1, f => f.Paid = new() { Amount = Cny(120_00), Channel = "alipay", TradeNo = order }),
            Told(FactSource.Warehouse, 2, f => f.Accepted = new()),
            Told(FactSource.Warehouse, 3, f => f.Dispatched = new() { TrackingNo = parcel, Courier = "北辰快递" }),
            Told(FactSource.Courier, 4, f => f.Scanned = new() { TrackingNo = parcel }),
            Told(FactSource.Courier, 5, f => f.Signed = new() { TrackingNo = parcel, Signer = "李邻居" }),
        ];

        StreamFactsRequest Told(FactSource source, int hour, Action<OrderFact> what)
        {
            var fact = new OrderFact { FactId = $"{order}/{hour}", Source = source, OccurredTime = (Instant.FromUtc(2026, 6, 1, 18, 0) + NodaTime.Duration.FromHours(hour)).ToDateTimeUtc().ToTimestamp() };
            what(fact);
            return new() { OrderId = order, Facts = { fact } };
        }
    }

    // The same import at a tenth of the size says whether memory grows with it; what a first import warms up is measured by neither.
    private static async Task<IEnumerable<Row>> Imports(int rows)
    {
        await using var world = await Start();
        world.Sidecar.Keeps = false;
        await Import(world, rows / 100, first: 0);
        var (_, small) = await Import(world, rows / 10, first: 1);
        var (time, large) = await Import(world, rows, first: 2);
        return
        [
            new(
                $"import of {rows:N0} rows", string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
                Report.Ratio(time.TotalSeconds / (AimSeconds * rows / FullRows), "aim"), $"at most {AimSeconds * rows / FullRows:0} s"),
            new("its memory at the peak, managed", string.Create(CultureInfo.InvariantCulture, $"{large / 1e6:0} MB"), Report.Ratio((double)large / small, $"{rows / 10:N0} rows'"), "at most 1.30"),
        ];
    }

    private static async Task<(TimeSpan Time, long Peak)> Import(TestService world, int rows, int first)
    {
        var client = world.Client(i => new TrackingService.TrackingServiceClient(i), Merchant, "p_orders", Role.TrackingAgent);
        using var done = new CancellationTokenSource();
        var peak = Peak(done.Token);
        var started = Stopwatch.GetTimestamp();
        using var call = client.ImportOrders();
        var orders = rows * 2 / 5;
        var numbers = Enumerable.Range(0, orders).Select(n => 4_260_000_000_000_000L + (first * 10_000_000L) + n);
        await Send(call, "ExportOrderList.csv", ExportFiles.Orders(numbers));
        await Send(call, "ExportOrderDetailList.csv", ExportFiles.Lines(numbers));
        await call.RequestStream.CompleteAsync();
        var report = await call;
        var elapsed = Stopwatch.GetElapsedTime(started);
        await done.CancelAsync();
        if (report.Created != orders || report.RejectedCount != 0)
            throw new InvalidOperationException($"{report.Created} of {orders} orders were imported, {report.RejectedCount} rows rejected: {report.Rejected.FirstOrDefault()}");
        return (elapsed, await peak);
    }

    private static async Task Send(Grpc.Core.AsyncClientStreamingCall<ImportOrdersRequest, ImportOrdersResponse> call, string name, IEnumerable<string> lines)
    {
        await call.RequestStream.WriteAsync(new() { File = new() { Name = name } });
        foreach (var part in lines.Chunk(500))
            await call.RequestStream.WriteAsync(new() { Chunk = ByteString.CopyFrom(Encoding.UTF8.GetBytes(string.Concat(part))) });
    }

    // What is alive, not what waits to be collected.
    private static async Task<long> Peak(CancellationToken done)
    {
        var peak = 0L;
        while (!done.IsCancellationRequested)
        {
            peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true));
            await Task.Delay(500, done).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return peak;
    }

    private static Task<TestService> Start() => TestService.Start(TrackingApp.Name, TrackingApp.Create, "postgres");

    private static Money Cny(long fen) => new() { MinorUnits = fen, CurrencyCode = "CNY" };
}
