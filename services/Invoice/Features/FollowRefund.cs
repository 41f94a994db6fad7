using Aftersales.Contracts.Refunds;
using Aftersales.Invoices.Domain;
using Aftersales.Kernel;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Events;

namespace Aftersales.Invoices.Features;

/// <summary>An accepted refund is taken off what was invoiced before it is paid (R-REF-8); one that failed for good or was called off no longer counts.</summary>
public sealed class FollowRefund(OrdersInvoices orders) : IHandle<RefundAccepted>, IHandle<RefundFailed>, IHandle<RefundCancelled>
{
    public Task Handle(RefundAccepted happened, Call call) => orders.Change(happened.Refund.OrderId, call, Read(happened.Refund));

    public Task Handle(RefundFailed happened, Call call) => orders.Change(happened.Refund.OrderId, call, new DropRefund(Read(happened.Refund)));

    public Task Handle(RefundCancelled happened, Call call) => orders.Change(happened.Refund.OrderId, call, new DropRefund(Read(happened.Refund)));

    // What the customer goes on paying for pieces accepted in part stays on the invoice (R-INV-6). Compensation and postage are no part of the price: they are not on the invoice and are not taken off it.
    private static ClearRefund Read(RefundSnapshot refund) => new(
        refund.RefundId,
        refund.CustomerId,
        [
            .. refund.Lines.Select(line => new LinePart(line.LineId, line.Quantity - line.LessenedQuantity, line.Amount.ToDomain() - (line.Lessened?.ToDomain() ?? Money.Cny(0)))),
            .. refund.PriceDifferences.Select(difference => new LinePart(difference.LineId, 0, difference.Amount.ToDomain())),
            new(Billing.FreightLine, 0, refund.Freight.ToDomain()),
        ],
        GoodsReturned: refund.ReturnId.Length > 0);
}
