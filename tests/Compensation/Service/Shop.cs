using Aftersales.Compensations.Domain;
using Aftersales.Contracts;
using Aftersales.Contracts.Compensations;
using Aftersales.Contracts.Refunds;
using Google.Protobuf;
using Grpc.Core;
using Client = Aftersales.Contracts.Compensations.CouponService.CouponServiceClient;
using Coupon = Aftersales.Contracts.Compensations.Coupon;
using Money = Aftersales.Contracts.Money;

namespace Aftersales.Compensation.Tests.Service;

/// <summary>The shop's checkout, its customers' wallets, and what Refund tells.</summary>
internal sealed class Shop(Desk desk)
{
    private int count;

    public Desk Desk => desk;

    /// <summary>The shop's machine.</summary>
    public Client Checkout => As(Role.Checkout, "checkout_1");

    public Client Supervisor => As(Role.Supervisor, "supervisor_1");

    public Client Buyer(string customer = Desk.Customer) => As(Role.Customer, customer);

    public Client As(Role role, string person) => desk.Host.Client(invoker => new Client(invoker), Desk.Merchant, person, role);

    /// <summary>An id of this test's own.</summary>
    public string New(string prefix) => $"{prefix}_{++count}";

    /// <summary>A coupon that was granted for an order of its own.</summary>
    public async Task<WalletCoupon> Granted(long fen = 10_00)
    {
        var order = New("granted");
        await desk.Knows(order);
        var grant = (await desk.Plan(Role.AgentL1, New("agent")).GrantCompensationAsync(Desk.Ask(order, order, fen: fen))).Grant;
        return await Read(grant.GrantId);
    }

    /// <summary>The coupon as its customer sees it.</summary>
    public async Task<WalletCoupon> Read(string grantId)
    {
        var grant = (await desk.Buyer().GetGrantAsync(new() { GrantId = grantId })).Grant;
        return new() { GrantId = grant.GrantId, Version = grant.Version, CustomerId = grant.CustomerId, Coupon = grant.Coupon, OrderId = grant.OrderId };
    }

    public async Task<(CouponState State, long Balance)> Stands(WalletCoupon coupon) =>
        (await Read(coupon.GrantId)).Coupon is var now ? (now.State, now.Balance.MinorUnits) : default;

    public static ReserveCouponRequest Reserve(WalletCoupon coupon, string order, long fen = 99_00, string customer = Desk.Customer) =>
        new() { RequestId = Id, GrantId = coupon.GrantId, CustomerId = customer, OrderId = order, OrderAmount = Desk.Cny(fen) };

    public static RedeemCouponRequest Redeem(WalletCoupon coupon, string order, string customer = Desk.Customer) =>
        new() { RequestId = Id, GrantId = coupon.GrantId, CustomerId = customer, OrderId = order };

    public static ReleaseCouponRequest Release(WalletCoupon coupon, string order, string customer = Desk.Customer) =>
        new() { RequestId = Id, GrantId = coupon.GrantId, CustomerId = customer, OrderId = order };

    /// <summary>A coupon that was spent on a new order, for which so much was paid in money.</summary>
    public async Task<(WalletCoupon Coupon, string Order)> Spent(long fen = 10_00, long paid = 90_00)
    {
        var (coupon, order) = (await Granted(fen), New("order"));
        await Checkout.ReserveCouponAsync(Reserve(coupon, order, fen + paid));
        await Checkout.RedeemCouponAsync(Redeem(coupon, order));
        await desk.Knows(order, paid);
        return (coupon, order);
    }

    public RefundSnapshot Refund(string order, string id, long goods, long version = 1) => new()
    {
        RefundId = id,
        Version = version,
        OrderId = order,
        CustomerId = Desk.Customer,
        Lines = { new RefundLine { LineId = "1", Quantity = 1, Amount = Desk.Cny(goods) } },
        Amount = Desk.Cny(goods),
    };

    public Task Tell(IMessage happened, string? id = null) => desk.Host.Deliver(happened, Desk.Merchant, "refund", id);

    public async Task<ImportCouponCodesResponse> Import(string csv, string? header = "code,value,minimum_spend,expires\n")
    {
        using var call = Supervisor.ImportCouponCodes();
        await call.RequestStream.WriteAsync(new() { File = new() { Name = "codes.csv" } });
        foreach (var chunk in (header + csv).Chunk(100_000))
            await call.RequestStream.WriteAsync(new() { Chunk = ByteString.CopyFromUtf8(new(chunk)) });
        await call.RequestStream.CompleteAsync();
        return await call;
    }

    private static string Id => Guid.NewGuid().ToString();
}
