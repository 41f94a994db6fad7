using Aftersales.Complaint.Tests.Service.Fakes;
using Aftersales.Complaints;
using Aftersales.Contracts;
using Aftersales.Contracts.Complaints;
using Aftersales.Contracts.Directories;
using Aftersales.Contracts.Returns;
using Aftersales.Contracts.Tracking;
using Aftersales.Platform.Grpc;
using Aftersales.Testing;
using Google.Protobuf;
using Grpc.Core;
using Wire = Aftersales.Contracts.Complaints;

namespace Aftersales.Complaint.Tests.Service;

/// <summary>The complaint service with stand-ins of its peers, a merchant with people at work, and an order.</summary>
public sealed class World : IAsyncDisposable
{
    public const string Merchant = "tea-house";
    public const string OrderNo = "1930679858170647";
    public const string Buyer = "buyer-1";
    public const string Words = "我的手机是13800138000，杯子碎了";

    public static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3];

    private World(TestService service, string folder) => (Service, Folder) = (service, folder);

    public TestService Service { get; }

    public string Folder { get; }

    public required FakeTracking Tracking { get; init; }

    public required FakeReturns Returns { get; init; }

    public required FakeReplacements Replacements { get; init; }

    public required FakeRepairs Repairs { get; init; }

    public required FakeRefunds Refunds { get; init; }

    public required FakeCompensations Compensations { get; init; }

    public required FakeInvoices Invoices { get; init; }

    public ComplaintService.ComplaintServiceClient Customer => As(Buyer, Role.Customer);

    public ComplaintService.ComplaintServiceClient Agent => As("agent-1", Role.AgentL1);

    public ComplaintService.ComplaintServiceClient Senior => As("senior-1", Role.AgentL2);

    /// <param name="more">Settings beside those of the photos' folder.</param>
    public static async Task<World> Start(string database, params (string Key, string Value)[] more)
    {
        var (tracking, returns, refunds) = (new FakeTracking(), new FakeReturns(), new FakeRefunds());
        var (compensations, invoices) = (new FakeCompensations(), new FakeInvoices());
        var folder = System.IO.Directory.CreateTempSubdirectory("evidence-").FullName;
        var settings = new Dictionary<string, string?> { ["Evidence:Folder"] = folder };
        foreach (var (key, value) in more)
            settings[key] = value;
        var (replacements, repairs) = (new FakeReplacements(), new FakeRepairs());
        object[] peers = [tracking, returns, replacements, repairs, refunds, compensations, invoices];
        var service = await TestService.Start("complaint", ComplaintApp.Create, database, settings, null, peers);
        var world = new World(service, folder)
        {
            Tracking = tracking,
            Returns = returns,
            Replacements = replacements,
            Repairs = repairs,
            Refunds = refunds,
            Compensations = compensations,
            Invoices = invoices,
        };
        await world.Deliver(new OrderChanged { Order = Snapshot(OrderNo) }, "tracking");
        await world.Deliver(Person("agent-1", Role.AgentL1), "directory");
        await world.Deliver(Person("senior-1", Role.AgentL2), "directory");
        return world;
    }

    public static OrderSnapshot Snapshot(string order, string buyer = Buyer) => new()
    {
        OrderId = order,
        Version = 1,
        BuyerId = buyer,
        PaidAmount = Cny(200_00),
        Lines =
        {
            new OrderLine { LineId = "1", Quantity = 3, Paid = Cny(120_00), Category = Contracts.Category.Household },
            new OrderLine { LineId = "2", Quantity = 1, Paid = Cny(80_00), Category = Contracts.Category.Household },
        },
    };

    public static PersonChanged Person(string id, Role role, long version = 1, bool onShift = true, bool active = true) => new()
    {
        Person = new() { PersonId = id, Version = version, Roles = { role }, OnShift = onShift, Active = active },
    };

    public static Money Cny(long fen) => new() { MinorUnits = fen, CurrencyCode = "CNY" };

    public static LineQuantity Line(string line, int quantity) => new() { LineId = line, Quantity = quantity };

    public static string NewId() => Guid.NewGuid().ToString();

    public static Wire.Remedy Coupon(long fen) => new() { Compensation = new() { Kind = RemedyKind.Coupon, Amount = Cny(fen) } };

    public static Wire.Remedy Return(params LineQuantity[] lines) => new() { Return = new() { Lines = { lines } } };

    public static Wire.Remedy Refund(params LineQuantity[] lines) => new() { Refund = new() { Lines = { lines } } };

    public static async Task<string> Refused<T>(AsyncUnaryCall<T> call) => (await RefusedWith(call)).Info!.Reason;

    public static async Task<ErrorDetails> RefusedWith<T>(AsyncUnaryCall<T> call) =>
        ErrorDetails.From(await Should.ThrowAsync<RpcException>(call.ResponseAsync))!;

    public ComplaintService.ComplaintServiceClient As(string person, params Role[] roles) =>
        Service.Client(invoker => new ComplaintService.ComplaintServiceClient(invoker), Merchant, person, roles);

    public async Task Deliver(IMessage happened, string publisher, string? id = null) =>
        (await Service.Deliver(happened, Merchant, publisher, id)).ShouldBe(Contracts.Dapr.TopicEventResponse.Types.TopicEventResponseStatus.Success);

    public async Task<string> Upload(byte[] content, string mediaType = "image/jpeg")
    {
        using var upload = Customer.UploadEvidence();
        UploadEvidenceRequest[] parts =
        [
            new() { Header = new() { MediaType = mediaType } },
            .. content.Chunk(256 * 1024).Select(chunk => new UploadEvidenceRequest { Chunk = ByteString.CopyFrom(chunk) }),
        ];
        await Send(upload, parts);
        return (await upload).Evidence.EvidenceId;
    }

    /// <summary>What is refused early takes no further parts: why, the answer says.</summary>
    public static async Task Send(AsyncClientStreamingCall<UploadEvidenceRequest, UploadEvidenceResponse> upload, IEnumerable<UploadEvidenceRequest> parts)
    {
        try
        {
            foreach (var part in parts)
                await upload.RequestStream.WriteAsync(part);
            await upload.RequestStream.CompleteAsync();
        }
        catch (Exception over) when (over is RpcException or InvalidOperationException)
        {
        }
    }

    public static OpenCaseRequest Opening(Wire.CaseType type, params LineQuantity[] lines) => new()
    {
        RequestId = NewId(),
        Type = type,
        Channel = Wire.Channel.App,
        OrderId = OrderNo,
        Description = Words,
        Lines = { lines },
    };

    public static MakeOfferRequest Offering(string caseId, params Wire.Remedy[] remedies) =>
        new() { RequestId = NewId(), CaseId = caseId, Remedies = { remedies } };

    public async Task<Wire.Case> Open(Wire.CaseType type = Wire.CaseType.MissingItem) => (await Customer.OpenCaseAsync(Opening(type))).Case;

    public async Task<string> Offer(string caseId, params Wire.Remedy[] remedies) => (await Agent.MakeOfferAsync(Offering(caseId, remedies))).OfferId;

    /// <summary>Opens a case, offers and accepts; the plan's first steps were asked for when it returns.</summary>
    public async Task<string> Accepted(params Wire.Remedy[] remedies)
    {
        var opened = await Open();
        await Accept(opened.CaseId, await Offer(opened.CaseId, remedies));
        await Service.Drain();
        return opened.CaseId;
    }

    public async Task Accept(string caseId, string offer) => await Customer.AcceptOfferAsync(new() { RequestId = NewId(), CaseId = caseId, OfferId = offer });

    public async Task<Wire.Case> Case(string caseId) => (await Agent.GetCaseAsync(new() { CaseId = caseId })).Case;

    public async Task<Wire.Plan> Plan(string caseId) => (await Agent.GetPlanAsync(new() { CaseId = caseId })).Plan;

    public Task Paid(Wire.PlanStep step) => Deliver(
        new Contracts.Refunds.RefundPaid
        {
            Refund = new() { RefundId = $"rfd_{step.StepId}", OrderId = OrderNo, Cause = new() { Kind = CauseKind.PlanStep, Id = step.StepId } },
        },
        "refund");

    public static ReturnSnapshot ReturnOf(string id, string caseId, params ReturnLine[] lines) =>
        new() { ReturnId = id, OrderId = OrderNo, CustomerId = Buyer, CaseId = caseId, Lines = { lines } };

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        System.IO.Directory.Delete(Folder, recursive: true);
    }
}
