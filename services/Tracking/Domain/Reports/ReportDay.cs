using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Tracking.Domain;

/// <summary>The completion report of a day: planned, then counted once and for good.</summary>
/// <param name="Due">When it is counted.</param>
/// <param name="Report">Null until then.</param>
public sealed record ReportDay(Instant Due, CompletionReport? Report);

public abstract record ReportEvent;

public sealed record ReportPlanned(Instant Due) : ReportEvent;

public sealed record ReportCounted(CompletionReport Report) : ReportEvent;

public static class ReportDecider
{
    public static Decision<ReportEvent> Plan(ReportDay? day, Instant due) => day is null ? new ReportPlanned(due) : Decision<ReportEvent>.Nothing;

    public static Decision<ReportEvent> Freeze(ReportDay? day, CompletionReport counted) =>
        day is { Report: null } ? new ReportCounted(counted) : Decision<ReportEvent>.Nothing;

    public static ReportDay Evolve(ReportDay? day, ReportEvent happened) => (day, happened) switch
    {
        (null, ReportPlanned e) => new(e.Due, null),
        ({ } d, ReportCounted e) => d with { Report = e.Report },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot follow"),
    };
}
