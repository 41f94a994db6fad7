using Aftersales.Invoices.Domain;
using Aftersales.Invoices.Policy;
using Aftersales.Invoices.Queries;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Policies;
using Google.Protobuf;

namespace Aftersales.Invoices.Features;

/// <summary>What the features share: finding an order's invoices by an invoice's id, and deciding with the policy in force.</summary>
public sealed class OrdersInvoices(
    Aggregates<OrderInvoices, InvoiceEvent> orders, Policies<MerchantInvoicePolicy> policies, BusinessCalendar calendar)
{
    public InvoiceTerms Terms(Call call) => new(policies.For(call.Merchant), calendar);

    /// <summary>The order's invoices that the invoice is among.</summary>
    /// <exception cref="RefusedException">INVOICE_NOT_FOUND: no such invoice, or another customer's.</exception>
    public async Task<Versioned<OrderInvoices>> Of(string invoiceId, Call call)
    {
        var page = await orders.List(call, InvoiceLists.OfId(invoiceId), pageSize: 1, pageToken: "");
        return page.Rows is [var row] && (!call.Caller.Decider.IsCustomer || row.State.CustomerId == call.Caller.Decider.Person)
            ? new(row.Aggregate, row.State, row.Version)
            : throw new RefusedException(new(InvoiceReasons.InvoiceNotFound, "no such invoice"));
    }

    /// <summary>The order and the invoice that a red letter belongs to.</summary>
    /// <exception cref="RefusedException">RED_LETTER_NOT_FOUND.</exception>
    public async Task<(string OrderId, string InvoiceId)> OfRedLetter(string redLetterId, Call call)
    {
        var page = await orders.List(call, InvoiceLists.OfRedLetter(redLetterId), pageSize: 1, pageToken: "");
        return page.Rows is [var row] ? (row.Aggregate, row.Item) : throw new RefusedException(new(InvoiceReasons.RedLetterNotFound, "no such red letter"));
    }

    /// <summary>The order and the invoice whose document is meant: its own, or a red letter's.</summary>
    /// <exception cref="RefusedException">INVOICE_NOT_FOUND: no such invoice or red letter, or another customer's.</exception>
    public async Task<(string OrderId, Invoice Invoice)> OfDocument(string of, Call call)
    {
        foreach (var list in new[] { InvoiceLists.OfId(of), InvoiceLists.OfRedLetter(of) })
        {
            var page = await orders.List(call, list, pageSize: 1, pageToken: "");
            if (page.Rows is [var row] && (!call.Caller.IsCustomer || row.State.CustomerId == call.Person))
                return (row.Aggregate, row.State.Find(row.Item)!);
        }

        throw new RefusedException(new(InvoiceReasons.InvoiceNotFound, "no such invoice"));
    }

    public Task<TReply> Change<TReply>(string orderId, Call call, InvoiceCommand command, Func<Versioned<OrderInvoices>, TReply> reply)
        where TReply : class, IMessage<TReply>, new() =>
        orders.Change(orderId, call, order => InvoiceDecider.Decide(order, command, Terms(call), call.Now), reply);

    /// <summary>For events and work.</summary>
    public Task Change(string orderId, Call call, InvoiceCommand command) =>
        orders.Change(orderId, call, order => InvoiceDecider.Decide(order, command, Terms(call), call.Now));
}
