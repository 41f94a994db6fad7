using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Aftersales.Contracts;
using Aftersales.Contracts.Invoices;
using Aftersales.Contracts.Refunds;
using Aftersales.Contracts.Tracking;
using Aftersales.Platform.Grpc;
using Aftersales.Simulators;
using Aftersales.Simulators.Tests;
using Aftersales.Testing;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using static Aftersales.Contracts.Refunds.RefundService;
using Money = Aftersales.Contracts.Money;
using Payee = Aftersales.Contracts.Refunds.Payee;
using Refund = Aftersales.Contracts.Refunds.Refund;

namespace Aftersales.Refunds.Tests;

/// <summary>The service on real sockets and a real database, beside the simulated payment channel.</summary>
internal sealed class RefundHost : IAsyncDisposable
{
    public const string Merchant = "acme";
    public const string Buyer = "b_1";
    public const string Agent = "p_agent";
    public const string Account = "13800138078";
    public const string RealName = "王小明";
    public const string PlatformId = "tb_wangxiaoming";

    private readonly SimulatorHost world;
    private readonly string folder;
    private readonly HttpClient http = new();

    private RefundHost(TestService service, SimulatorHost world, string folder) => (Service, this.world, this.folder) = (service, world, folder);

    public TestService Service { get; }

    public RefundServiceClient Plan => Service.PeerClient(Create, "complaint", Merchant, Agent, Role.AgentL1);

    public RefundServiceClient Customer => Client(Buyer, Role.Customer);

    public RefundServiceClient First => Client("p_return_specialist", Role.ReturnSpecialist);

    public RefundServiceClient Second => Client("p_refund_specialist", Role.RefundSpecialist);

    public RefundServiceClient Third => Client("p_supervisor", Role.Supervisor);

    public RefundServiceClient Finance => Client("p_finance", Role.Finance);

    public RefundServiceClient Client(string person, params Role[] roles) => Service.Client(Create, Merchant, person, roles);

    public static async Task<RefundHost> Start(string database, params object[] peers)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("aftersales-").FullName;
        var world = await SimulatorHost.Start(new() { DataFolder = folder, KeyFolder = SharedKeys.Folder });
        return new(await TestService.Start(RefundApp.Name, RefundApp.Create, database, world.PaymentApp.Settings, peers: peers), world, folder);
    }

    /// <summary>An order of line 1 with 3 pieces for 10.00, line 2 with 10 pieces for 100.00, and freight of 6.00; paid, known to the channel too.</summary>
    public async Task<string> Order(string orderId, bool settled = false)
    {
        await Channel("payment/trades", new()
        {
            ["out_trade_no"] = orderId,
            ["trade_no"] = $"T{orderId}",
            ["total_amount"] = "116.00",
            ["buyer_logon_id"] = Account,
            ["buyer_name"] = RealName,
        });
        if (settled)
            await Channel("payment/trades/finish", new() { ["out_trade_no"] = orderId });
        await Service.Deliver(new OrderChanged { Order = Snapshot(orderId, settled) }, Merchant, "tracking");
        return orderId;
    }

    public OrderSnapshot Snapshot(string orderId, bool settled = false)
    {
        var past = (Service.Now - NodaTime.Duration.FromDays(3)).ToDateTimeUtc().ToTimestamp();
        return new()
        {
            OrderId = orderId,
            Version = 1,
            BuyerId = Buyer,
            Lines = { new OrderLine { LineId = "1", Quantity = 3, Paid = Cny(10_00) }, new OrderLine { LineId = "2", Quantity = 10, Paid = Cny(100_00) } },
            PaidAmount = Cny(116_00),
            FreightPaid = Cny(6_00),
            TradeNo = $"T{orderId}",
            PaidTime = past,
            DispatchedTime = past,
            SettledTime = settled ? past : null,
        };
    }

    public static RequestRefundRequest Asked(string orderId, string cause, params (string Line, int Quantity)[] lines) => new()
    {
        RequestId = Id(),
        OrderId = orderId,
        Cause = new() { Kind = CauseKind.PlanStep, Id = cause },
        Lines = { lines.Select(line => new LineQuantity { LineId = line.Line, Quantity = line.Quantity }) },
    };

    public async Task<Refund> Request(string orderId, string cause, params (string, int)[] lines) =>
        (await Plan.RequestRefundAsync(Asked(orderId, cause, lines))).Refund;

    public async Task<Refund> Get(string refundId) => (await Finance.GetRefundAsync(new() { RefundId = refundId })).Refund;

    /// <summary>Named and checked by everybody, its invoices cleared: it waits for a batch.</summary>
    public async Task<Refund> Check(Refund refund, string realName = RealName)
    {
        await Customer.ProvidePayeeAsync(new() { RequestId = Id(), RefundId = refund.RefundId, Payee = Named(realName) });
        await First.PassFirstCheckAsync(new() { RequestId = Id(), RefundId = refund.RefundId });
        await Second.PassSecondCheckAsync(new() { RequestId = Id(), RefundId = refund.RefundId });
        await Third.PassThirdCheckAsync(new() { RequestId = Id(), RefundId = refund.RefundId });
        await Clear(refund);
        return await Get(refund.RefundId);
    }

    public async Task<Batch> PayAll()
    {
        var batch = (await Finance.CreateBatchAsync(new() { RequestId = Id() })).Batch;
        await Third.ApproveBatchAsync(new() { RequestId = Id(), BatchId = batch.BatchId });
        await Finance.PayBatchAsync(new() { RequestId = Id(), BatchId = batch.BatchId });
        await Service.Drain();
        return (await Finance.GetBatchAsync(new() { BatchId = batch.BatchId })).Batch;
    }

    public Task Clear(Refund refund) =>
        Service.Deliver(new InvoiceCleared { OrderId = refund.OrderId, RefundId = refund.RefundId, Version = 1 }, Merchant, "invoice");

    public static Payee Named(string realName = RealName) => new() { Account = Account, RealName = realName, PlatformId = PlatformId };

    /// <summary>What the channel does with the next calls of an operation.</summary>
    public Task Fault(string operation, string kind, string? code = null, int times = 1) => Channel("faults", new()
    {
        ["operation"] = operation,
        ["kind"] = kind,
        ["delay_ms"] = 10,
        ["code"] = code,
        ["times"] = times,
    });

    /// <summary>The calls that the channel got, oldest first: operation and number.</summary>
    public async Task<(string Operation, string Number)[]> Calls()
    {
        var calls = await http.GetFromJsonAsync<JsonNode>(new Uri(world.Root, "calls"));
        return [.. (calls as JsonArray ?? calls!["calls"]!.AsArray())
            .Select(call => ((string)call!["operation"]!, (string?)call["number"] ?? ""))
            .Where(call => call.Item1 is "payment.refund" or "payment.refund.query" or "payment.transfer" or "payment.transfer.query")];
    }

    /// <summary>What went out of the merchant's account today, in fen, and came back.</summary>
    public async Task<long> MovedOut()
    {
        var day = DateTime.UtcNow.AddHours(8).ToString("yyyy-MM-dd");
        var statement = (await http.GetFromJsonAsync<JsonNode>(new Uri(world.Payment, $"statement?date={day}")))!;
        return statement["detail_list"]!.AsArray().Where(row => (string)row!["type"]! != "在线支付")
            .Sum(row => Fen((string)row!["trans_amount"]!) * ((string)row["direction"]! == "支出" ? 1 : -1));
    }

    /// <summary>The channel's statement of a day, as the file that merchants download.</summary>
    public Task<byte[]> Statement(string day) => http.GetByteArrayAsync(new Uri(world.Payment, $"statement?date={day}&format=CSV"));

    public static string Id() => Guid.NewGuid().ToString();

    public static Money Cny(long fen) => new() { MinorUnits = fen, CurrencyCode = "CNY" };

    public static async Task<ErrorDetails> Refused<T>(AsyncUnaryCall<T> call, StatusCode status, string reason)
    {
        var error = await Should.ThrowAsync<RpcException>(async () => await call);
        error.StatusCode.ShouldBe(status, error.Status.Detail);
        var details = ErrorDetails.From(error).ShouldNotBeNull();
        details.Info!.Reason.ShouldBe(reason);
        return details;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Service.DisposeAsync();
        await world.DisposeAsync();
        System.IO.Directory.Delete(folder, recursive: true);
    }

    private static RefundServiceClient Create(CallInvoker invoker) => new(invoker);

    private static long Fen(string yuan) => long.Parse(yuan.Replace(".", "", StringComparison.Ordinal).TrimStart('-'));

    private async Task Channel(string path, JsonObject request)
    {
        using var response = await http.PostAsJsonAsync(new Uri(world.Root, path), request);
        response.EnsureSuccessStatusCode();
    }
}
