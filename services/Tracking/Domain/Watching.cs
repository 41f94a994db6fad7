using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Tracking.Domain;

/// <summary>R-TRK-2: on which lists an order belongs, from when on, if nothing else is told about it.</summary>
public static class Watching
{
    /// <summary>By time; what is past counts now.</summary>
    public static IEnumerable<Finding> Of(OrderView order, WatchTerms terms) =>
        order.Placed is null || order.Status is Status.Settled or Status.Cancelled or Status.Signed
            ? []
            : WaitingForDispatch(order, terms).Concat(WaitingForDelivery(order, terms)).OrderBy(f => f.From).ThenBy(f => f.List);

    private static IEnumerable<Finding> WaitingForDispatch(OrderView order, WatchTerms terms)
    {
        if (order.Shortages.MinBy(f => f.At) is { } shortage)
            yield return new(TrackingList.ShortPicked, "", shortage.At);
        if (order.PaidAt is not { } paid || order.Status != Status.Paid)
            yield break;

        var (policy, stops) = (terms.Policy, terms.StopsOf(order.Region));
        if (!order.IsKnownToWarehouse)
            yield return new(TrackingList.Oversold, "", terms.Calendar.NextCutOff(paid, policy.OversoldAt));
        yield return new(TrackingList.Undispatched, "", Stop.Deadline(paid, policy.UndispatchedAfter, stops));
        yield return new(TrackingList.DispatchOverdue, "", Stop.Deadline(paid, policy.DispatchWithin, stops));
        yield return new(TrackingList.DispatchLongOverdue, "", Stop.Deadline(paid, policy.DispatchLongOverdueAfter, stops));
    }

    private static IEnumerable<Finding> WaitingForDelivery(OrderView order, WatchTerms terms)
    {
        var (policy, stops) = (terms.Policy, terms.StopsOf(order.Region));
        Parcel[] underWay = [.. order.Parcels.Where(p => p is { SignedAt: null, RefusedAt: null })];
        if (underWay.Length == 0 && order.Parcels.Length > 0)
            yield break;
        if (order.Departure is { } left && IsTimeKnown(left))
        {
            yield return new(TrackingList.Unsigned, "", Stop.Deadline(left.At, policy.UnsignedAfter, stops));
            yield return new(TrackingList.DeliveryOverdue, "", Stop.Deadline(left.At, policy.SignWithin, stops));
        }

        foreach (var parcel in underWay)
            if (LastSeen(parcel) is { } seen)
                yield return new(TrackingList.NoMovement, parcel.TrackingNo, Stop.Deadline(seen, policy.NoMovementAfter, stops));
    }

    private static Instant? LastSeen(Parcel parcel) =>
        parcel.Departure is { } left && IsTimeKnown(left) && !(parcel.LastScanAt > left.At) ? left.At : parcel.LastScanAt;

    // An export does not tell when a parcel left: no clock runs from a time that nobody knows.
    private static bool IsTimeKnown(Fact left) => left.Source != FactSource.Import;
}
