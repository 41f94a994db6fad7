using Aftersales.Complaints.Domain;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Store;
using NodaTime.Text;

namespace Aftersales.Complaints;

/// <summary>Reads for a sheet the cases of its time and those that others answer for, and no others; what is open comes from sums.</summary>
public sealed class SheetCounting(Cases cases, OpenCounts open, CaseDesk desk, BusinessCalendar calendar)
{
    private const int PageSize = 500;

    public async Task<DailySheet> Count(Instant from, Instant until, Call call)
    {
        var count = new SheetCount(from, until);
        await Walk(FoundLists.All, from, count.AddOpened, call);
        await Walk(SheetLists.Closed, from, count.AddClosed, call);
        await Walk(SheetLists.Claimed, null, count.AddClaimed, call);
        var months = new[] { from, until }.Select(at => calendar.Today(at).ToYearMonth()).Distinct();
        await WalkOnce(months.Select(month => ClockLists.Breaches(YearMonthPattern.Iso.Format(month))), from, count.AddBreached, call);
        await WalkOnce([SheetLists.Risked], from, count.AddRisked, call);
        return count.Sheet(await open.Read(call), desk.Policy(call).Reports);
    }

    // A case stands in these once for each thing that happened to it, and tells all of them at once.
    private async Task WalkOnce(IEnumerable<string> lists, Instant from, Action<Case> add, Call call)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var list in lists)
        {
            await Walk(
                list,
                from,
                state =>
                {
                    if (seen.Add(state.Id))
                        add(state);
                },
                call);
        }
    }

    private async Task Walk(string list, Instant? from, Action<Case> add, Call call)
    {
        var token = from is { } begin ? PageTokens.Write(list, TimeKey.Of(begin), "") : "";
        do
        {
            var page = await cases.List(call, list, PageSize, token);
            foreach (var row in page.Rows)
                add(row.State);
            token = page.NextPageToken;
        }
        while (token.Length > 0);
    }
}
