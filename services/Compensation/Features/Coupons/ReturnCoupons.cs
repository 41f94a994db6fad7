using Aftersales.Compensations.Domain;
using Aftersales.Contracts.Refunds;
using Aftersales.Contracts.Tracking;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Events;
using Grant = Aftersales.Compensations.Domain.Grant;

namespace Aftersales.Compensations.Features;

/// <summary>
/// An order that was paid with coupons is refunded: each gets its share back, and loses it again when the refund is reversed (R-REF-9) or an advance is
/// paid back. What was kept back for freight counts as refunded; cash compensation and postage of an invoice are no part of the order's price.
/// </summary>
public sealed class ReturnCoupons(Aggregates<Grant, GrantEvent> grants, Orders orders, PolicyBook policies, BusinessCalendar calendar)
    : IHandle<RefundPaid>, IHandle<RefundSentBack>, IHandle<RefundFailed>, IHandle<AdvanceCollected>, IHandle<OrderChanged>
{
    public Task Handle(RefundPaid happened, Call call) => Count(happened.Refund, stands: true, call);

    public Task Handle(RefundSentBack happened, Call call) => Count(happened.Refund, stands: false, call);

    public Task Handle(RefundFailed happened, Call call) => Count(happened.Refund, stands: false, call);

    public Task Handle(AdvanceCollected happened, Call call) => Count(happened.Refund, stands: false, call);

    /// <summary>An order that was closed before anything was paid for it has no refund: its coupons come back whole.</summary>
    public async Task Handle(OrderChanged happened, Call call)
    {
        var facts = happened.Order.ToFacts();
        if (facts.CancelledAt is not null && (facts.PaidAt is null || facts.PaidAmount.IsZero))
            await Count(happened.Order.OrderId, new("", happened.Order.Version, facts.PaidAmount, Stands: true), () => Task.FromResult(facts), call);
    }

    private Task Count(RefundSnapshot refund, bool stands, Call call) => Count(
        refund.OrderId, new(refund.RefundId, refund.Version, Money.Cny(OfPrice(refund)), stands), () => orders.Find(call, refund.OrderId), call);

    private async Task Count(string order, OrderRefund refund, Func<Task<OrderFacts>> facts, Call call)
    {
        for (var token = ""; ;)
        {
            var page = await grants.List(call, GrantLists.SpentOn(order), 0, token);
            if (page.Rows.Count > 0)
                await Count(page.Rows, order, refund, await facts(), call);
            if ((token = page.NextPageToken).Length == 0)
                return;
        }
    }

    private async Task Count(IEnumerable<PageRow<Grant>> spent, string order, OrderRefund refund, OrderFacts facts, Call call)
    {
        var terms = (await policies.InForce(call)).Policy.Coupon;
        foreach (var row in spent)
            await grants.Change(row.Aggregate, call, grant => CouponDecider.Count(grant, order, refund, facts, terms, calendar, call.Now));
    }

    private static long OfPrice(RefundSnapshot refund) => refund.Lines.Sum(line => line.Amount.MinorUnits)
        + (refund.Freight?.MinorUnits ?? 0)
        + refund.PriceDifferences.Sum(difference => difference.Amount.MinorUnits);
}
