using System.Collections.Concurrent;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Tracking.Domain;
using NodaTime;
using NodaTime.Text;

namespace Aftersales.Tracking;

/// <summary>The completion reports of each merchant, one a day from its first order on (R-TRK-4).</summary>
public sealed class Reporting(Aggregates<ReportDay, ReportEvent> reports, Aggregates<OrderState, OrderEvent> orders, Desk desk, BusinessCalendar calendar)
{
    private const int PageSize = 500;

    // Each report plans the next, so a merchant whose first was planned need not be looked at again.
    private readonly ConcurrentDictionary<string, bool> begun = new(StringComparer.Ordinal);

    /// <summary>Called before a merchant's orders are changed, so that there is a report from the first order on.</summary>
    public async Task Begin(Call call)
    {
        if (begun.ContainsKey(call.Merchant))
            return;
        await Plan(call.Now, call);
        begun[call.Merchant] = true;
    }

    /// <summary>Plans the first report that is due after a time.</summary>
    public Task Plan(Instant after, Call call)
    {
        var due = calendar.NextCutOff(after, desk.Policy(call).Watch.ReportAt);
        return reports.Change(IdOf(calendar.Today(due)), call with { ExpectedVersion = 0, EventId = null }, day => ReportDecider.Plan(day, due));
    }

    public Task<Versioned<ReportDay>?> Find(LocalDate day, Call call) => reports.Find(call.Merchant, IdOf(day), call.Cancel);

    public Task Freeze(LocalDate day, CompletionReport counted, Call call) => reports.Change(IdOf(day), call, state => ReportDecider.Freeze(state, counted));

    /// <summary>Reads the orders placed in the report's time, and no others.</summary>
    public async Task<CompletionReport> Count(LocalDate day, Call call)
    {
        var terms = await desk.Terms(call);
        var (from, until) = CompletionReport.Window(day, terms.Policy, calendar);
        var count = new CompletionCount(terms, call.Now);
        var list = OrderLists.Name(null, Status.Unknown);
        for (var token = PageTokens.Write(list, ListKeys.Of(from), ""); ;)
        {
            var page = await orders.List(call, list, PageSize, token);
            foreach (var row in page.Rows)
            {
                if (row.State.PlacedAt >= until)
                    return count.Report;
                count.Add(row.State);
            }

            if (page.NextPageToken.Length == 0)
                return count.Report;
            token = page.NextPageToken;
        }
    }

    private static string IdOf(LocalDate day) => LocalDatePattern.Iso.Format(day);
}
