using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Aftersales.Contracts;
using Aftersales.Contracts.Invoices;
using Aftersales.Contracts.Refunds;
using Aftersales.Contracts.Tracking;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Store;
using Aftersales.Simulators;
using Aftersales.Testing;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Duration = NodaTime.Duration;
using Money = Aftersales.Contracts.Money;

namespace Aftersales.Invoices;

/// <summary>Invoice on real sockets and a real database, with the simulated tax platform.</summary>
public sealed class InvoiceWorld : IAsyncDisposable
{
    public const string Merchant = "acme";
    public const string Customer = "buyer-1";

    /// <summary>Rendering takes a second; only the tests of documents have it.</summary>
    public const string NoRenderer = "/nowhere/python3";
    public const string CompanyNumber = "91350100M000100Y43";
    public static readonly InvoiceTitle Person = new() { Name = "欧阳小明" };
    public static readonly InvoiceTitle Company = new()
    {
        Name = "鼓楼示例公司",
        TaxpayerNumber = CompanyNumber,
        Address = "福州市五四路1号",
        Phone = "0591-87654321",
        Bank = "示例银行",
        BankAccount = "6222000011112222",
        Certificate = "photo-1",
    };

    private readonly SimulatorHost simulators;
    private readonly DirectoryInfo folder;
    private readonly HttpClient http;

    private InvoiceWorld(TestService host, SimulatorHost simulators, DirectoryInfo folder, FakeRefunds refunds) =>
        (Host, this.simulators, this.folder, http, Refunds) = (host, simulators, folder, new HttpClient { BaseAddress = simulators.Root }, refunds);

    public TestService Host { get; }

    public FakeRefunds Refunds { get; }

    public InvoiceService.InvoiceServiceClient Buyer => Client(Customer, Role.Customer);

    public InvoiceService.InvoiceServiceClient Specialist => Client("cai", Role.InvoiceSpecialist);

    public InvoiceService.InvoiceServiceClient Supervisor => Client("shen", Role.Supervisor);

    public InvoiceService.InvoiceServiceClient Finance => Client("fang", Role.Finance);

    /// <param name="more">Further settings.</param>
    public static async Task<InvoiceWorld> Start(string database, Dictionary<string, string?>? more = null)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("tax-");
        var simulators = await SimulatorHost.Start(new() { DataFolder = folder.FullName });
        var settings = new Dictionary<string, string?>
        {
            ["Tax:Provider"] = "http",
            ["Tax:Address"] = simulators.Tax.ToString(),
            ["Tax:AppKey"] = "aftersales",
            ["Tax:AppSecret"] = "simulated",
            ["Tax:TimeoutSeconds"] = "1",
            ["Documents:Folder"] = Path.Combine(folder.FullName, "documents"),
            ["Documents:Python"] = NoRenderer,
        };
        foreach (var (name, value) in more ?? [])
            settings[name] = value;
        var refunds = new FakeRefunds();
        return new(await TestService.Start(InvoiceApp.Name, InvoiceApp.Create, database, settings, start: null, refunds), simulators, folder, refunds);
    }

    public static string Id() => Guid.NewGuid().ToString();

    public static Money Cny(long fen) => new() { MinorUnits = fen, CurrencyCode = "CNY" };

    public static async Task<RpcException> Refused<T>(Func<AsyncUnaryCall<T>> call, StatusCode code, string reason)
    {
        var error = await Should.ThrowAsync<RpcException>(async () => await call());
        (error.StatusCode, ErrorDetails.From(error)?.Info?.Reason).ShouldBe((code, reason));
        return error;
    }

    /// <summary>Where documents are kept.</summary>
    public DirectoryInfo DocumentFolder => new(Path.Combine(folder.FullName, "documents"));

    public InvoiceDocumentService.InvoiceDocumentServiceClient Documents(string person, Role role) => Documents(person, Merchant, role);

    public InvoiceDocumentService.InvoiceDocumentServiceClient Documents(string person, string merchant, Role role) =>
        Host.Client(i => new InvoiceDocumentService.InvoiceDocumentServiceClient(i), merchant, person, role);

    /// <summary>A document as its customer fetches it, unless somebody else does.</summary>
    public Task<(InvoiceDocument Document, byte[] Content)> Download(
        string of, DocumentFormat format, InvoiceDocumentService.InvoiceDocumentServiceClient? reader = null, string purpose = "") =>
        Read((reader ?? Documents(Customer, Role.Customer)).DownloadDocument(new() { RequestId = Id(), DocumentOf = of, Format = format, Purpose = purpose }));

    public static async Task<(InvoiceDocument Document, byte[] Content)> Read(AsyncServerStreamingCall<DownloadDocumentResponse> call)
    {
        using var content = new MemoryStream();
        (await call.ResponseStream.MoveNext(CancellationToken.None)).ShouldBeTrue();
        var document = call.ResponseStream.Current.Document;
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
            content.Write(call.ResponseStream.Current.Chunk.Span);
        return (document, content.ToArray());
    }

    public static async Task<InvoiceDocument> Head(AsyncServerStreamingCall<DownloadLinkedDocumentResponse> call)
    {
        (await call.ResponseStream.MoveNext(CancellationToken.None)).ShouldBeTrue();
        return call.ResponseStream.Current.Document;
    }

    /// <summary>Names of what happened to an order's invoices, with what the events say.</summary>
    public async Task<IReadOnlyList<string>> EventsOf(string orderId) =>
        [.. (await Host.Services.GetRequiredService<IStore>().Events(Merchant, OrderInvoicesAggregate.Name, orderId, 0, 500, CancellationToken.None)).Select(e => $"{e.Type} {e.Body}")];

    public InvoiceService.InvoiceServiceClient Client(string person, params Role[] roles) =>
        Host.Client(i => new InvoiceService.InvoiceServiceClient(i), Merchant, person, roles);

    /// <summary>3 × food 100.00, 1 × liquor 59.99, freight 8.00.</summary>
    public Task Order(string orderId, long version = 1, bool paid = true, bool signed = false, bool ticked = false, bool dispatched = false) => Host.Deliver(
        new OrderChanged
        {
            Order = new()
            {
                OrderId = orderId,
                Version = version,
                BuyerId = Customer,
                Status = paid ? OrderStatus.Paid : OrderStatus.Placed,
                Lines =
                {
                    new OrderLine { LineId = "a", Category = Category.Food, Quantity = 3, Paid = Cny(10000) },
                    new OrderLine { LineId = "b", Category = Category.Liquor, Quantity = 1, Paid = Cny(5999) },
                },
                PaidAmount = Cny(16799),
                FreightPaid = Cny(800),
                PaidTime = paid ? Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch) : null,
                DispatchedTime = dispatched ? Host.Now.ToDateTimeUtc().ToTimestamp() : null,
                SignedTime = signed ? Host.Now.ToDateTimeUtc().ToTimestamp() : null,
                InvoiceTicked = ticked,
            },
        },
        Merchant,
        "tracking");

    public async Task<Invoice> Request(string orderId, InvoiceKind kind = InvoiceKind.Ordinary, InvoiceTitle? title = null) =>
        (await Buyer.RequestInvoiceAsync(new() { RequestId = Id(), OrderId = orderId, Kind = kind, Title = title ?? Person })).Invoice;

    public async Task<Invoice> Check(Invoice invoice) =>
        (await Specialist.CheckInvoiceAsync(new() { RequestId = Id(), InvoiceId = invoice.InvoiceId })).Invoice;

    public async Task<Invoice> Get(Invoice invoice) => (await Specialist.GetInvoiceAsync(new() { InvoiceId = invoice.InvoiceId })).Invoice;

    /// <summary>A new order whose invoice is checked.</summary>
    public async Task<Invoice> Checked(string orderId)
    {
        await Order(orderId);
        return await Check(await Request(orderId));
    }

    /// <summary>The batch that the schedule makes at 17:00 of what is checked.</summary>
    public async Task<string> Batched(Invoice invoice)
    {
        await Host.Advance(Duration.FromHours(8));
        return (await Get(invoice)).BatchId;
    }

    public async Task Approve(string batchId)
    {
        await Supervisor.ApproveInvoiceBatchAsync(new() { RequestId = Id(), BatchId = batchId });
        await Host.Drain();
    }

    public async Task Release(string batchId)
    {
        await Finance.ReleaseInvoiceBatchAsync(new() { RequestId = Id(), BatchId = batchId });
        await Host.Drain();
    }

    /// <summary>A requested invoice on its whole way.</summary>
    public async Task<Invoice> Issue(Invoice invoice)
    {
        await Check(invoice);
        await Host.Advance(Duration.FromHours(24));
        var batch = (await Get(invoice)).BatchId;
        await Approve(batch);
        await Release(batch);
        return await Get(invoice);
    }

    /// <summary>A new order whose invoice was issued.</summary>
    public async Task<Invoice> Issued(string orderId, InvoiceKind kind = InvoiceKind.Ordinary)
    {
        await Order(orderId);
        return await Issue(await Request(orderId, kind));
    }

    public static RefundSnapshot Refund(string orderId, string refundId, long goods, int quantity, long freight = 0, string line = "a") => new()
    {
        RefundId = refundId,
        OrderId = orderId,
        CustomerId = Customer,
        ReturnId = "ret-1",
        Lines = { new RefundLine { LineId = line, Quantity = quantity, Amount = Cny(goods) } },
        Freight = Cny(freight),
        Amount = Cny(goods + freight + 500),
        Compensation = Cny(500),
    };

    /// <summary>Delivers that a refund was accepted, twice under the same event id and once more under another.</summary>
    public async Task Accepted(RefundSnapshot refund)
    {
        var id = Id();
        await Host.Deliver(new RefundAccepted { Refund = refund }, Merchant, "refund", id);
        await Host.Deliver(new RefundAccepted { Refund = refund }, Merchant, "refund", id);
        await Host.Deliver(new RefundAccepted { Refund = refund }, Merchant, "refund");
        await Host.Drain();
    }

    public IReadOnlyList<InvoiceCleared> Cleared(string refundId) =>
        [.. Host.Published.Where(e => e.Type == InvoiceCleared.Descriptor.FullName).Select(e => e.Data<InvoiceCleared>()).Where(e => e.RefundId == refundId)];

    public async Task Fault(string operation, string kind, string? number = null, string? code = null, int readyAfterSeconds = 0) =>
        (await http.PostAsJsonAsync("faults", new { operation, number, kind, code, delay_ms = 3000, ready_after_seconds = readyAfterSeconds })).EnsureSuccessStatusCode();

    /// <summary>How often an operation of the tax platform was called under a number.</summary>
    public async Task<int> Calls(string operation, string number) =>
        (await http.GetFromJsonAsync<JsonObject>($"calls?operation={operation}&number={number}"))!["calls"]!.AsArray().Count;

    /// <summary>What the tax platform has under a serial number.</summary>
    public async Task<JsonObject> AtTaxPlatform(string serialNo)
    {
        using var signIn = await http.PostAsJsonAsync("tax/token", new { app_key = "aftersales", app_secret = "simulated" });
        var token = (await signIn.Content.ReadFromJsonAsync<JsonObject>())!["access_token"]!.GetValue<string>();
        using var ask = new HttpRequestMessage(HttpMethod.Get, $"tax/invoices/{serialNo}") { Headers = { Authorization = new("Bearer", token) } };
        using var answer = await http.SendAsync(ask);
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    /// <summary>Moves business time, and lets the tax platform's real time pass, until something is so.</summary>
    public async Task Until(Func<Task<bool>> isSo)
    {
        for (var attempt = 0; !await isSo(); attempt++)
        {
            attempt.ShouldBeLessThan(100);
            await Task.Delay(50);
            await Host.Advance(Duration.FromSeconds(30));
        }
    }

    /// <summary>Ends all sessions at the tax platform.</summary>
    public Task SignOut() => http.DeleteAsync("tax/tokens");

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await simulators.DisposeAsync();
        http.Dispose();
        folder.Delete(recursive: true);
    }
}
