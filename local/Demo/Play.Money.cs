using Aftersales.Contracts;
using Aftersales.Contracts.Compensations;
using Aftersales.Contracts.Complaints;
using Aftersales.Contracts.Refunds;
using Grpc.Core;
using Channel = Aftersales.Contracts.Complaints.Channel;
using Wait = Aftersales.Demo.World;

namespace Aftersales.Demo;

/// <summary>Money: what may be promised and by whom, and how it is checked before it goes (handbook §6, §7).</summary>
internal sealed partial class Play
{
    private string refundId = "";

    /// <summary>L1 tries more than it may, is told who can, passes the case up, and L2 offers it (R-COMP-3, R-ESC-1).</summary>
    public async Task OfferAboveAuthority()
    {
        var coupon = Coupon(percent: 15);
        var present = await Case();
        if (present.State != CaseState.Open)
            return;
        if (present.Tier == Tier.L1)
        {
            var first = await Owner(present);
            await Refused(StatusCode.PermissionDenied, Refusals.AboveAuthority, () => first.MakeOfferAsync(new() { RequestId = Id("too-much"), CaseId = CaseId, Remedies = { coupon } }));
            await first.EscalateCaseAsync(new() { RequestId = Id("escalate"), CaseId = CaseId, Reason = "要求超出一线权限" });
        }

        await Offer(coupon);
    }

    /// <summary>Nothing is promised for a good review; the same coupon without the condition is (R-COMP-7).</summary>
    public async Task OfferForReview()
    {
        var present = await Case();
        if (present.State != CaseState.Open)
            return;
        var bought = Coupon();
        (bought.Compensation.ConditionalOnReview, bought.Compensation.Note) = (true, "五星好评返现");
        var agent = await Owner(present);
        await Refused(StatusCode.FailedPrecondition, Refusals.ForReview, () => agent.MakeOfferAsync(new() { RequestId = Id("for-review"), CaseId = CaseId, Remedies = { bought } }));
        await Offer(Coupon());
    }

    /// <summary>The customer comes again and L2 increases: the difference is granted, not the whole (R-COMP-5).</summary>
    public async Task Increase()
    {
        if (await Grants() > 1)
            return;
        if ((await Case()).State == CaseState.Closed)
            await Customer.ReopenCaseAsync(new() { RequestId = Id("reopen"), CaseId = CaseId, Reason = "补偿太少" });
        var present = await Case();
        if (present.Tier == Tier.L1)
            await (await Owner(present)).EscalateCaseAsync(new() { RequestId = Id("escalate"), CaseId = CaseId, Reason = "客户不接受" });
        await Offer(Coupon(percent: 20));
        await Accept();
        await Wait.Until($"increase of {CaseId}", Grants, count => count > 1);
    }

    /// <summary>The suite owed it without being asked; the customer wants cash instead of the coupon, beside the case of the tracking list (R-COMP-4).</summary>
    public async Task AskForCash()
    {
        var buyer = world.As(i => new CompensationService.CompensationServiceClient(i), order.BuyerId, Role.Customer);
        var proposal = await Wait.Until("proposal", async () => (await buyer.ListProposalsAsync(new() { OrderId = order.OrderId })).Proposals.FirstOrDefault(), p => p is not null);
        await buyer.DeclineProposalAsync(new() { RequestId = Id("cash"), ProposalId = proposal!.ProposalId, AskCash = true });
        CaseId = (await Wait.Until("case of cash", async () => (await staff.Desk.ListCasesAsync(new() { OrderId = order.OrderId })).Cases.FirstOrDefault(c => c.Channel != Channel.Tracking), c => c is not null))!.CaseId;
        await CheckAbnormalRefund();
    }

    /// <summary>Abnormal refund: the customer names the account, and three different people check it (R-REF-2, R-PPL-1).</summary>
    public async Task CheckAbnormalRefund()
    {
        refundId = await Target(StepKind.Refund);
        await PassChecks();
    }

    // Of a compensation in cash too, and of the postage of a wrong invoice.
    private async Task PassChecks()
    {
        var customer = world.As(i => new RefundService.RefundServiceClient(i), order.BuyerId, Role.Customer);
        await customer.ProvidePayeeAsync(new()
        {
            RequestId = Id("payee"),
            RefundId = refundId,
            Payee = new() { Account = Import.Account(order), RealName = Import.Name(order), PlatformId = order.BuyerId },
        });
        await staff.FirstCheck.PassFirstCheckAsync(new() { RequestId = Id("check1"), RefundId = refundId });
        await staff.SecondCheck.PassSecondCheckAsync(new() { RequestId = Id("check2"), RefundId = refundId });
        await staff.ThirdCheck.PassThirdCheckAsync(new() { RequestId = Id("check3"), RefundId = refundId });
        await Wait.Until("clearing of invoices", async () => (await staff.Finance.GetRefundAsync(new() { RefundId = refundId })).Refund, r => r.State != RefundState.AwaitingInvoice);
    }

    /// <summary>The shop's checkout holds the coupon for another order and lets it go; then for a third, which it is paid with (R-COMP-8).</summary>
    public async Task SpendCoupon()
    {
        if (await Wallet(CouponState.Available) is not [var coupon, ..])
            return;
        var twice = new Money { CurrencyCode = "CNY", MinorUnits = 2 * coupon.Coupon.MinimumSpend.MinorUnits };
        foreach (var (basket, taken) in new[] { ($"left-{order.OrderId}", false), ($"next-{order.OrderId}", true) })
        {
            await staff.Checkout.ReserveCouponAsync(new() { RequestId = Id("hold", basket), GrantId = coupon.GrantId, CustomerId = order.BuyerId, OrderId = basket, OrderAmount = twice });
            if (taken)
                await staff.Checkout.RedeemCouponAsync(new() { RequestId = Id("take", basket), GrantId = coupon.GrantId, CustomerId = order.BuyerId, OrderId = basket });
            else
                await staff.Checkout.ReleaseCouponAsync(new() { RequestId = Id("let-go", basket), GrantId = coupon.GrantId, CustomerId = order.BuyerId, OrderId = basket });
        }
    }

    /// <summary>The customer's coupons of this order that stand so.</summary>
    public async Task<IReadOnlyList<WalletCoupon>> Wallet(CouponState state) =>
        [.. (await staff.Checkout.ListWalletAsync(new() { CustomerId = order.BuyerId, State = state, PageSize = 500 })).Coupons.Where(c => c.OrderId == order.OrderId)];

    public Remedy Coupon(int percent = 10) => new() { Compensation = new() { Kind = RemedyKind.Coupon, Amount = Percent(percent) } };

    public Remedy Cash() => new() { Compensation = new() { Kind = RemedyKind.Cash, Amount = Percent(10) } };

    private Money Percent(int percent) => new() { CurrencyCode = "CNY", MinorUnits = Math.Min(order.PaidAmount.MinorUnits * percent / 100, 20000) };

    private async Task<int> Grants() => (await staff.Grants.ListGrantsAsync(new() { OrderId = order.OrderId })).Grants.Count;

    private static async Task Refused(StatusCode status, Refusals kind, Func<AsyncUnaryCall<MakeOfferResponse>> call)
    {
        try
        {
            await call();
        }
        catch (RpcException refused) when (refused.StatusCode == status)
        {
            kind.Count();
            return;
        }

        throw new InvalidOperationException($"not refused: {kind.What}");
    }
}

/// <summary>Refusals that the day expects, counted.</summary>
internal sealed class Refusals(string what)
{
    private int times;

    public static Refusals AboveAuthority { get; } = new("above authority");

    public static Refusals ForReview { get; } = new("for a review");

    public string What => what;

    public int Times => times;

    public void Count() => Interlocked.Increment(ref times);
}
