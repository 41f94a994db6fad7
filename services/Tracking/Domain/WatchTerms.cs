using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Tracking.Domain;

/// <summary>What lists are kept by: the merchant's numbers, the calendar, and the times in which clocks stand still.</summary>
/// <param name="Stops">By region; see <see cref="StopsOf"/>.</param>
public sealed record WatchTerms(WatchPolicy Policy, BusinessCalendar Calendar, ImmutableArray<(ImmutableArray<string> Regions, Stop Stop)> Stops)
{
    /// <summary>Those declared for the region, and for all.</summary>
    public ImmutableArray<Stop> StopsOf(string region) =>
        Stops.IsEmpty ? [] : [.. Stops.Where(s => s.Regions.IsEmpty || s.Regions.Contains(region)).Select(s => s.Stop)];
}

/// <summary>R-TRK-1, R-TRK-2: after how long an order is on which list, and when is checked.</summary>
/// <param name="UndispatchedAfter">From payment.</param>
/// <param name="DispatchWithin">From payment: the promise.</param>
/// <param name="DispatchLongOverdueAfter">From payment.</param>
/// <param name="UnsignedAfter">From dispatch.</param>
/// <param name="SignWithin">From dispatch: the promise.</param>
/// <param name="NoMovementAfter">From a parcel's last scan, or its dispatch.</param>
/// <param name="OversoldAt">The daily check for paid orders that the warehouse does not know.</param>
/// <param name="BatchCutOff">Orders paid before leave with the day's batch.</param>
/// <param name="ReportAt">R-TRK-4: when the completion report is frozen.</param>
/// <param name="ReportDaysBack">R-TRK-4: it counts the orders placed in the 24 hours from the batch's cut-off so many days before.</param>
public sealed record WatchPolicy(
    Duration UndispatchedAfter,
    Duration DispatchWithin,
    Duration DispatchLongOverdueAfter,
    Duration UnsignedAfter,
    Duration SignWithin,
    Duration NoMovementAfter,
    LocalTime OversoldAt,
    LocalTime BatchCutOff,
    LocalTime ReportAt,
    int ReportDaysBack)
{
    /// <summary>What cannot be meant.</summary>
    public IEnumerable<FieldProblem> Problems()
    {
        if (!(Duration.Zero < UndispatchedAfter && UndispatchedAfter < DispatchWithin && DispatchWithin < DispatchLongOverdueAfter))
            yield return new("watch.dispatchWithin", "undispatchedAfter, dispatchWithin, dispatchLongOverdueAfter must grow in this order");
        if (!(Duration.Zero < UnsignedAfter && UnsignedAfter < SignWithin))
            yield return new("watch.signWithin", "must be longer than unsignedAfter");
        if (NoMovementAfter <= Duration.Zero)
            yield return new("watch.noMovementAfter", "must be longer than 0");
        if (ReportDaysBack is < 2 or > 30)
            yield return new("watch.reportDaysBack", "must be 2 to 30");
    }
}
