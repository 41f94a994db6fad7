using System.Collections.Immutable;
using Aftersales.Contracts.Invoices;
using Aftersales.Invoices.Domain;
using Aftersales.Invoices.Domain.Batches;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;

namespace Aftersales.Invoices.Features;

/// <summary>The specialist prepared an invoice: it goes into the day's batch.</summary>
public sealed class CheckInvoice(OrdersInvoices orders, OrderFacts facts, Aggregates<Schedule, ScheduleEvent> schedules, Titles titles)
{
    public async Task<CheckInvoiceResponse> Handle(CheckInvoiceRequest request, Call call)
    {
        var found = await orders.Of(request.InvoiceId, call);
        var contents = request.Categories.ToImmutableDictionary(line => line.LineId, line => Content(line, orders.Terms(call).Policy));
        var command = new Domain.CheckInvoice(request.InvoiceId, call.Person, await facts.Find(found.Id, call), contents);

        // First, so that nothing checked can be left without a batch to come.
        await schedules.Change(
            ScheduleAggregate.Daily, call with { ExpectedVersion = 0 }, schedule => ScheduleDecider.Begin(schedule, orders.Terms(call), call.Now));
        return await orders.Change(found.Id, call, command, after => new CheckInvoiceResponse { Invoice = after.ToInvoice(request.InvoiceId, titles) });
    }

    private static Content Content(LineCategory line, InvoicePolicy policy) => policy.Categories.GetValueOrDefault($"{line.Category}")
        ?? throw new RefusedException(new Refusal(InvoiceReasons.CategoryUnknown, "the policy has no content for the category").With("line_id", line.LineId));
}
