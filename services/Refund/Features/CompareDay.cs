using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Policies;
using Aftersales.Platform.Store;
using Aftersales.Platform.Work;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Domain.Reconciliation;
using Aftersales.Refunds.Policy;
using Aftersales.Refunds.Queries;
using NodaTime;
using NodaTime.Text;

namespace Aftersales.Refunds.Features;

/// <summary>
/// Holds what we paid on a day against the statement's rows (R-REF-7): when the statement is imported, and while differences are open some times again,
/// since an unknown payment may become known later than the statement.
/// </summary>
public sealed class CompareDay(
    Aggregates<StatementDay, DayEvent> days, Aggregates<ReconciliationItem, ItemEvent> list, Items items, FindMovements movements, IStore store,
    Policies<MerchantRefundPolicy> policies, BusinessCalendar calendar) : IWork
{
    /// <param name="day">A day that the statement covers.</param>
    /// <param name="file">SHA-256 of the statement, whose rows are written already.</param>
    /// <param name="call">Who imports it.</param>
    public async Task Import(LocalDate day, string file, Call call)
    {
        await Compare(day, call);
        await days.Change(LocalDatePattern.Iso.Format(day), call, known => DayDecider.Import(known, file, call.Person, Deadlines(call), call.Now));
    }

    public async Task Run(WorkItem item, Call call)
    {
        var day = LocalDatePattern.Iso.Parse(item.Aggregate).Value;
        await Compare(day, call);
        var open = await store.Counters(call.Merchant, [ReconciliationBooks.OpenCount(day)], call.Cancel);
        await days.Change(item.Aggregate, call, known => DayDecider.Compare(known!, item.Due, open.Values.Sum() > 0, Deadlines(call), call.Now));
    }

    private async Task Compare(LocalDate day, Call call)
    {
        foreach (var moved in await movements.OfDay(day, call))
            await items.Change(ReconciliationItem.Id(moved.OutRequestNo, moved.Direction), call, new TellOurs(moved));

        // What a row names may be known to us by now, on whichever day.
        await foreach (var row in list.ListAll(call, ReconciliationBooks.Of(day, ReconciliationResult.MissingHere)))
            if (row.State.OutRequestNo.Length > 0 && await movements.Find(row.State.OutRequestNo, row.State.Direction, call) is { } ours)
                await items.Change(row.Aggregate, call, new TellOurs(ours));
    }

    private Deadlines Deadlines(Call call) => new(policies.For(call.Merchant), calendar);
}
