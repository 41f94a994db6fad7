using Aftersales.Contracts.Invoices;
using Aftersales.Invoices.Domain;
using Aftersales.Invoices.Domain.Batches;
using Aftersales.Invoices.Features;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using InvoiceState = Aftersales.Contracts.Invoices.InvoiceState;

namespace Aftersales.Invoices.Queries;

/// <summary>Reads of invoices and batches. A customer sees their own only.</summary>
public sealed class ReadInvoices(
    Aggregates<OrderInvoices, InvoiceEvent> aggregates, Aggregates<Batch, BatchEvent> batches, OrdersInvoices orders, Titles titles)
{
    public async Task<GetInvoiceResponse> Handle(GetInvoiceRequest request, Call call) =>
        new() { Invoice = (await orders.Of(request.InvoiceId, call)).ToInvoice(request.InvoiceId, titles) };

    public async Task<GetInvoiceBatchResponse> Handle(GetInvoiceBatchRequest request, Call call) =>
        await batches.Read(call.Merchant, request.BatchId, call.Cancel) is { } batch
            ? new() { Batch = batch.ToBatch() }
            : throw new RefusedException(new(InvoiceReasons.BatchNotFound, "no such batch"));

    public async Task<ListInvoicesResponse> Handle(ListInvoicesRequest request, Call call)
    {
        var customer = call.Caller.Decider.IsCustomer ? call.Caller.Decider.Person : null;
        var page = await aggregates.List(call, List(request, customer), request.PageSize, request.PageToken);
        return new()
        {
            Invoices =
            {
                page.Rows.Where(row => customer is null || row.State.CustomerId == customer)
                    .Select(row => new Versioned<OrderInvoices>(row.Aggregate, row.State, row.Version).ToInvoice(row.Item, titles)),
            },
            NextPageToken = page.NextPageToken,
        };
    }

    private static string List(ListInvoicesRequest request, string? customer)
    {
        bool[] filters =
        [
            request.State != InvoiceState.Unspecified, request.OrderId.Length > 0, request.CustomerId.Length > 0, request.Number.Length > 0,
            request.Month.Length > 0, request.Overdue, request.Unmailed, request.Unbalanced,
        ];
        if (filters.Count(given => given) > 1)
            throw new RefusedException(PlatformReasons.Invalid("state", "at most one filter"));
        if (customer is not null && OfStaff(request) is { } field)
            throw new RefusedException(PlatformReasons.Invalid(field, "is a filter for staff"));
        return (request, customer) switch
        {
            ({ OrderId.Length: > 0 }, _) => InvoiceLists.OfOrder(request.OrderId),
            ({ Number.Length: > 0 }, _) => InvoiceLists.OfNumber(request.Number),
            ({ State: not InvoiceState.Unspecified }, { } own) => InvoiceLists.OfCustomer(own, request.State.ToDomain()),
            (_, { } own) => InvoiceLists.OfCustomer(own),
            ({ Month.Length: > 0 }, _) => InvoiceLists.OfMonth(request.Month),
            ({ Overdue: true }, _) => InvoiceLists.Overdue,
            ({ Unmailed: true }, _) => InvoiceLists.Unmailed,
            ({ Unbalanced: true }, _) => InvoiceLists.Unbalanced,
            ({ CustomerId.Length: > 0 }, _) => InvoiceLists.OfCustomer(request.CustomerId),
            ({ State: not InvoiceState.Unspecified }, _) => InvoiceLists.OfState(request.State.ToDomain()),
            _ => InvoiceLists.All,
        };
    }

    private static string? OfStaff(ListInvoicesRequest request) =>
        request.Overdue ? "overdue" : request.Unmailed ? "unmailed" : request.Unbalanced ? "unbalanced" : request.Month.Length > 0 ? "month" : null;
}
