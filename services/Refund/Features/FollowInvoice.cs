using Aftersales.Contracts.Invoices;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Events;
using Aftersales.Refunds.Domain;

namespace Aftersales.Refunds.Features;

/// <summary>Invoices are out of a refund's way: it is paid (R-REF-8).</summary>
public sealed class FollowInvoice(Accounts accounts) : IHandle<InvoiceCleared>
{
    public Task Handle(InvoiceCleared happened, Call call) => accounts.Tell(happened.OrderId, call, new ClearInvoice(happened.RefundId));
}
