using System.Collections.Immutable;
using NodaTime;

namespace Aftersales.Returns.Domain;

/// <summary>A bounded record: what comes again is counted, and the oldest goes.</summary>
public static class SetAsides
{
    public static ImmutableArray<SetAside> Noting(this ImmutableArray<SetAside> kept, CourierReport report, SetAsideReason why, Instant now)
    {
        var known = kept.FirstOrDefault(k => k.Report.No == report.No);
        var noted = known is null ? new SetAside(report, why, now, 1) : known with { At = now, Count = known.Count + 1 };
        return [.. kept.Where(k => k != known).Append(noted).TakeLast(SetAside.Most)];
    }
}
