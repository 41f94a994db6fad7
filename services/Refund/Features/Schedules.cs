using System.Collections.Concurrent;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Policies;
using Aftersales.Platform.Work;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Policy;
using NodaTime;

namespace Aftersales.Refunds.Features;

/// <summary>The daily work of each merchant. A merchant without refunds has none.</summary>
public sealed class Schedules(
    Aggregates<Schedule, ScheduleEvent> schedules, Policies<MerchantRefundPolicy> policies, BusinessCalendar calendar)
{
    // A schedule never ends, so one that was seen need not be looked for again.
    private readonly ConcurrentDictionary<string, bool> begun = new(StringComparer.Ordinal);

    /// <summary>Called before a merchant's accounts are changed, so that nothing can wait for a batch or a seal that does not come.</summary>
    public async Task Begin(Call call)
    {
        if (begun.ContainsKey(call.Merchant))
            return;
        foreach (var name in (string[])[ScheduleAggregate.Batch, ScheduleAggregate.Seal])
            await Change(name, call, schedule => ScheduleDecider.Begin(schedule, Next(name, call), call.Now));
        begun[call.Merchant] = true;
    }

    /// <summary>The work that was due is done.</summary>
    public Task GoOn(WorkItem done, Call call) =>
        Change(done.Aggregate, call, schedule => ScheduleDecider.GoOn(schedule, done.Due, Next(done.Aggregate, call), call.Now));

    private Task Change(string name, Call call, Func<Schedule?, Decision<ScheduleEvent>> decide) =>
        schedules.Change(name, call with { ExpectedVersion = 0, EventId = null }, decide);

    private Instant Next(string name, Call call)
    {
        var books = policies.For(call.Merchant).Books;
        return calendar.NextCutOff(call.Now, name == ScheduleAggregate.Batch ? books.BatchAt : books.SealAt);
    }
}
