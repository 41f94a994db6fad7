using NodaTime;

namespace Aftersales.Tracking.Domain;

/// <summary>What a source says happened to an order (R-ORD-1).</summary>
/// <param name="Id">Unique at its source: a fact is taken once.</param>
/// <param name="At">When it happened, not when it was told.</param>
public sealed record Fact(string Id, Instant At, FactSource Source, Happening What)
{
    public bool IsOrderSystems => Source == FactSource.OrderSystem;

    /// <summary>The order of facts about one thing: by the time they happened, then the rank of the source, then the id.</summary>
    public static int Compare(Fact a, Fact b) => (a.At.CompareTo(b.At), a.Source.CompareTo(b.Source)) switch
    {
        (0, 0) => string.CompareOrdinal(a.Id, b.Id),
        (0, var rank) => rank,
        (var time, _) => time,
    };
}
