using Aftersales.Complaints.Domain;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Store;
using NodaTime.Text;
using Breach = Aftersales.Contracts.Complaints.Breach;

namespace Aftersales.Complaints.Queries;

/// <summary>Clocks that ran out, and those of them that call for the supervisor (R-CLK-3).</summary>
public sealed class ReadBreaches(Cases cases, BusinessCalendar calendar)
{
    public async Task<ListBreachesResponse> Handle(ListBreachesRequest request, Call call)
    {
        var days = Period.Of(request.Month, request.Day);
        var holder = Desk.Own(request.HeldBy, "held_by", call);
        var list = holder.Length == 0 ? ClockLists.Breaches(days.Month) : ClockLists.Breaches(days.Month, holder);
        var (from, until) = (calendar.At(days.From, LocalTime.Midnight), calendar.At(days.Until, LocalTime.Midnight));
        // A day is part of its month's list.
        var token = request.PageToken.Length > 0 ? request.PageToken : PageTokens.Write(list, TimeKey.Of(from), "");
        var page = await cases.List(call, list, request.PageSize, token);
        var rows = page.Rows.TakeWhile(row => Of(row).At < until).ToList();
        return new()
        {
            Breaches = { rows.Select(row => Of(row).ToContract(row.Aggregate, call.Now)) },
            NextPageToken = rows.Count < page.Rows.Count ? "" : page.NextPageToken,
        };
    }

    public async Task<ListAlertsResponse> Handle(ListAlertsRequest request, Call call)
    {
        var page = await cases.List(call, ClockLists.Alerts, request.PageSize, request.PageToken);
        return new() { Alerts = { page.Rows.Select(row => Of(row).ToContract(row.Aggregate, call.Now)) }, NextPageToken = page.NextPageToken };
    }

    private static Domain.Breach Of(PageRow<Domain.Case> row) => row.State.BreachList[ClockLists.NumberOf(row.Item) - 1];
}
