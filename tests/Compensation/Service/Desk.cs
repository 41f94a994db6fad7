using Aftersales.Compensations;
using Aftersales.Contracts;
using Aftersales.Contracts.Compensations;
using Aftersales.Contracts.Standard.Rpc;
using Aftersales.Contracts.Tracking;
using Aftersales.Platform.Grpc;
using Aftersales.Testing;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using NodaTime;
using Client = Aftersales.Contracts.Compensations.CompensationService.CompensationServiceClient;

namespace Aftersales.Compensation.Tests.Service;

/// <summary>The service on real sockets, with what the tests say to it.</summary>
internal sealed class Desk(TestService host, TrackingStub tracking) : IAsyncDisposable
{
    public const string Merchant = "m_1";
    public const string Customer = "buyer_1";

    public TestService Host => host;

    public TrackingStub Tracking => tracking;

    public static async Task<Desk> Open(string database)
    {
        var tracking = new TrackingStub();
        return new(await TestService.Start(CompensationApp.Name, CompensationApp.Create, database, peers: tracking), tracking);
    }

    /// <summary>The service as Complaint calls it for an agent.</summary>
    public Client Plan(Role role, string agent = "agent_1") =>
        host.PeerClient(invoker => new Client(invoker), "complaint", Merchant, agent, role);

    public Client Person(Role role, string person = "agent_1", string merchant = Merchant) =>
        host.Client(invoker => new Client(invoker), merchant, person, role);

    public Client Buyer(string customer = Customer) => Person(Role.Customer, customer);

    public async Task Knows(string order, long paidFen = 100_00, int paidHoursAgo = 10) =>
        await host.Deliver(new OrderChanged { Order = Snapshot(order, paidFen, paidHoursAgo) }, Merchant, "tracking");

    public OrderSnapshot Snapshot(string order, long paidFen = 100_00, int paidHoursAgo = 10) => new()
    {
        OrderId = order,
        Version = 1,
        Status = OrderStatus.Paid,
        BuyerId = Customer,
        PaidAmount = Cny(paidFen),
        PaidTime = (host.Now - NodaTime.Duration.FromHours(paidHoursAgo)).ToDateTimeUtc().ToTimestamp(),
    };

    public static GrantCompensationRequest Ask(
        string order, string step, CompensationCause cause = CompensationCause.Damaged, CompensationKind kind = CompensationKind.Coupon, long fen = 10_00) => new()
        {
            RequestId = Guid.NewGuid().ToString(),
            OrderId = order,
            Cause = cause,
            Kind = kind,
            Amount = Cny(fen),
            StartedBy = new() { Kind = CauseKind.PlanStep, Id = step },
            CaseId = "case_1",
            AttributedTo = ResponsibleParty.Courier,
        };

    public static CheckAuthorityRequest Question(GrantCompensationRequest ask) => new()
    {
        OrderId = ask.OrderId,
        Cause = ask.Cause,
        Kind = ask.Kind,
        Amount = ask.Amount,
        ConditionalOnReview = ask.ConditionalOnReview,
    };

    public static RevokeGrantRequest Revoke(string grant, string reason = "granted by mistake") =>
        new() { RequestId = Guid.NewGuid().ToString(), GrantId = grant, Reason = reason };

    public static SpendCouponRequest Spend(string code, string order, long fen = 99_00) =>
        new() { RequestId = Guid.NewGuid().ToString(), Code = code, OrderId = order, OrderAmount = Cny(fen) };

    public static Money Cny(long fen) => new() { MinorUnits = fen, CurrencyCode = "CNY" };

    /// <summary>The code as its customer reads it.</summary>
    public async Task<string> Code(Grant grant) => (await Buyer().GetGrantAsync(new() { GrantId = grant.GrantId })).Grant.Coupon.Code;

    public static async Task<ErrorInfo> Refused<T>(AsyncUnaryCall<T> call) => await Outcome(call) ?? throw new InvalidOperationException("not refused");

    /// <summary>Null when the call succeeded.</summary>
    public static async Task<ErrorInfo?> Outcome<T>(AsyncUnaryCall<T> call) => await Outcome(call.ResponseAsync);

    /// <inheritdoc cref="Outcome{T}(AsyncUnaryCall{T})"/>
    public static async Task<ErrorInfo?> Outcome(Task call)
    {
        try
        {
            await call;
            return null;
        }
        catch (RpcException error) when (ErrorDetails.From(error) is { Info: { } info })
        {
            return info;
        }
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();
}

/// <summary>Tracking, with the orders that the test puts in.</summary>
internal sealed class TrackingStub : TrackingService.TrackingServiceBase
{
    public Dictionary<string, OrderSnapshot> Orders { get; } = [];

    public override Task<GetOrderSnapshotResponse> GetOrderSnapshot(GetOrderSnapshotRequest request, ServerCallContext context) =>
        Orders.TryGetValue(request.OrderId, out var order)
            ? Task.FromResult(new GetOrderSnapshotResponse { Order = order })
            : throw Errors.ToRpcException(Errors.Status(StatusCode.NotFound, "no such order", "ORDER_NOT_FOUND"));
}
