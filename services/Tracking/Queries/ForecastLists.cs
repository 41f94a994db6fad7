using Aftersales.Contracts.Tracking;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Store;
using NodaTime;
using NodaTime.Text;
using TrackingList = Aftersales.Tracking.Domain.TrackingList;

namespace Aftersales.Tracking.Queries;

/// <summary>How many orders and parcels come onto each list on a day if no further facts come: counted from an index, without reading orders.</summary>
public sealed class ForecastLists(IStore store, BusinessCalendar calendar)
{
    // A shortage is not foreseen.
    private static readonly TrackingList[] Foreseen = [.. Enum.GetValues<TrackingList>().Except([TrackingList.ShortPicked])];

    public async Task<ForecastTrackingListsResponse> Handle(ForecastTrackingListsRequest request, Call call)
    {
        var today = calendar.Today(call.Now);
        var day = request.Day.Length == 0 ? today.PlusDays(1) : Day(request.Day);
        if (day < today)
            throw new RefusedException(PlatformReasons.Invalid("day", "today or later"));
        var (from, until) = (calendar.At(day, LocalTime.Midnight), calendar.At(day.PlusDays(1), LocalTime.Midnight));
        var answer = new ForecastTrackingListsResponse { Day = LocalDatePattern.Iso.Format(day) };
        foreach (var list in Foreseen)
            answer.Lists.Add(new ListForecast { List = (Contracts.Tracking.TrackingList)list, Expected = await After(list, from) - await After(list, until) });
        return answer;

        async Task<long> After(TrackingList list, Instant at) => (await store.Tally(call.Merchant, "-", Outlook.Ahead(list), Outlook.Before(at), call.Cancel)).Rows;
    }

    private static LocalDate Day(string text) => LocalDatePattern.Iso.Parse(text) is { Success: true } day
        ? day.Value
        : throw new RefusedException(PlatformReasons.Invalid("day", "a day as yyyy-mm-dd"));
}
