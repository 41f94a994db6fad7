using System.Collections.Immutable;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;
using Aftersales.Returns.Domain;
using Aftersales.Returns.Ports;
using NodaTime;

namespace Aftersales.Returns.Features;

/// <summary>Asks where the parcels of a return are, the courier's and those that the customer sent; who is silent is asked again later.</summary>
public sealed class TrackParcels(ReturnDesk desk, Aggregates<ReturnState, ReturnEvent> returns, ICourier courier) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        if ((await returns.Find(item.Merchant, item.Aggregate, call.Cancel))?.State is not { } state)
            return;
        var due = state.Followed.Where(p => p.AskAt <= call.Now).ToImmutableArray();
        var news = ImmutableArray.CreateBuilder<CourierReport>();
        foreach (var parcel in due)
            news.AddRange(await PickupNews.OrSilence(
                async () => News(parcel, await courier.Track(parcel.Carrier, parcel.TrackingNo!, call.Cancel), call.Now)));
        await desk.Change(item.Aggregate, call, new HearOfParcels([.. due.Select(p => p.TrackingNo!)], news.ToImmutable()));
    }

    // Scans are numbered within their parcel.
    private static ImmutableArray<CourierReport> News(Parcel parcel, ImmutableArray<ParcelScan> scans, Instant now) =>
    [
        .. from scan in scans
           where parcel.Latest is not { } latest || scan.At > latest.At
           orderby scan.At
           select new CourierReport($"{parcel.TrackingNo}/{scan.No}", scan.Status, Instant.Min(scan.At, now), null, parcel.TrackingNo) { Place = scan.Place },
    ];
}
