using Aftersales.Invoices.Domain.Batches;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;

namespace Aftersales.Invoices.Features;

/// <summary>R-INV-5: daily, what was checked becomes batches for the supervisor. A day without any makes none.</summary>
public sealed class MakeDailyBatch(
    Aggregates<Batch, BatchEvent> batches, Aggregates<Schedule, ScheduleEvent> schedules, WaitingInvoices waiting, OrdersInvoices orders) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        while (await waiting.Find(call) is { IsEmpty: false } items)
            await batches.Change(Ids.New("ibt", call.Now), call, batch => BatchDecider.Create(batch, items, call.Person, call.Now));
        await schedules.Change(item.Aggregate, call, schedule => ScheduleDecider.GoOn(schedule, item.Due, orders.Terms(call), call.Now));
    }
}
