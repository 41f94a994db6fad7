using System.Collections.Immutable;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;
using Aftersales.Returns.Domain;
using Aftersales.Returns.Ports;
using NodaTime;

namespace Aftersales.Returns.Features;

/// <summary>The slot is over and the courier did not say what became of it: it is asked, and asked again later when it is silent.</summary>
public sealed class FollowPickup(ReturnDesk desk, Aggregates<ReturnState, ReturnEvent> returns, ICourier courier) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        if ((await returns.Find(item.Merchant, item.Aggregate, call.Cancel))?.State is not { AwaitsCourier: true, Pickup: { } pickup })
            return;
        var news = await PickupNews.OrSilence(async () => (await courier.Find(pickup.BookingNo, call.Cancel)).News(pickup.BookingNo, call.Now));
        await desk.Change(item.Aggregate, call, new HearOfPickup(news));
    }
}

/// <summary>What a courier's answer says, one thing at a time.</summary>
internal static class PickupNews
{
    /// <summary>What the courier says; nothing when it does not answer.</summary>
    public static async Task<ImmutableArray<CourierReport>> OrSilence(Func<Task<ImmutableArray<CourierReport>>> ask)
    {
        try
        {
            return await ask();
        }
        catch (RefusedException away) when (away.Refusal.Reason.Kind == RefusalKind.Unavailable)
        {
            return [];
        }
    }

    /// <param name="report">Null where the courier does not know the booking: then nobody comes.</param>
    public static ImmutableArray<CourierReport> News(this PickupReport? report, string bookingNo, Instant now)
    {
        var attempts = report?.Attempts.OrderBy(a => a.At).Select(a => Of(CourierStatus.AttemptFailed, a.No, a.At) with { Failure = a.Failure }) ?? [];
        return (report?.Standing ?? PickupStanding.Cancelled) switch
        {
            PickupStanding.PickedUp => [.. attempts, Of(CourierStatus.PickedUp, $"{bookingNo}/picked-up", report!.PickedUpAt ?? now)],
            PickupStanding.Cancelled => [.. attempts, Of(CourierStatus.BookingCancelled, $"{bookingNo}/cancelled", now)],
            _ => [.. attempts],
        };

        // What the courier's clock says is still to come has happened by now.
        CourierReport Of(CourierStatus status, string no, Instant at) =>
            new(no, status, Instant.Min(at, now), bookingNo, status == CourierStatus.PickedUp ? report!.WaybillNo : null);
    }
}
