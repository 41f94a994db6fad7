using NodaTime;

namespace Aftersales.Tracking.Domain;

/// <summary>One parcel of an order, as far as it was told of.</summary>
public sealed record Parcel(string TrackingNo, string Courier, Instant? DispatchedAt, Instant? LastScanAt, Instant? SignedAt)
{
    internal static Parcel Of(string trackingNo, IReadOnlyList<Fact> facts)
    {
        var left = facts.FirstOrDefault(f => f.What is Dispatched);
        return new(
            trackingNo,
            (left?.What as Dispatched)?.Courier ?? "",
            left?.At,
            facts.FirstOrDefault(f => f.What is Scanned)?.At,
            facts.FirstOrDefault(f => f.What is Signed)?.At);
    }
}
