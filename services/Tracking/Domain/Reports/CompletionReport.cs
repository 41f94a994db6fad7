using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Tracking.Domain;

/// <summary>R-TRK-4: how many of the orders of a day's batch reached their customers.</summary>
/// <param name="Regions">By code; empty for orders whose region is not known.</param>
public sealed record CompletionReport(Instant Counted, ImmutableArray<CompletionRow> Regions)
{
    /// <summary>The time in which the orders of a day's report were placed; the end is exclusive.</summary>
    public static (Instant From, Instant Until) Window(LocalDate day, WatchPolicy policy, BusinessCalendar calendar)
    {
        var first = day.PlusDays(-policy.ReportDaysBack);
        return (calendar.At(first, policy.BatchCutOff), calendar.At(first.PlusDays(1), policy.BatchCutOff));
    }

    /// <summary>All regions together.</summary>
    public CompletionRow Total => new("", Regions.Sum(r => r.Due), Regions.Sum(r => r.Completed), [.. Regions.SelectMany(r => r.Open)
        .GroupBy(o => o.Reason).OrderBy(g => g.Key).Select(g => new OpenOrders(g.Key, g.Sum(o => o.Orders)))]);
}

/// <param name="Due">Orders paid and not cancelled.</param>
/// <param name="Completed">Those of them that were signed for.</param>
/// <param name="Open">The others; reasons without orders are left out.</param>
public sealed record CompletionRow(string Region, int Due, int Completed, ImmutableArray<OpenOrders> Open)
{
    /// <summary>Completed of due, in hundredths of a percent, rounded half up; all of it when nothing was due.</summary>
    public int BasisPoints => Due == 0 ? 10_000 : (int)(((20_000L * Completed) + Due) / (2L * Due));
}

public sealed record OpenOrders(OpenReason Reason, int Orders);

/// <summary>Why an order is open; the first that applies. The numbers are the contract's.</summary>
public enum OpenReason
{
    Disaster = 1,
    ShortPicked = 2,
    Oversold = 3,
    Undispatched = 4,
    NoMovement = 5,
    UnderWay = 6,
}
