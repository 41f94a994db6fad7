using NodaTime;

namespace Aftersales.Tracking.Domain;

/// <summary>One parcel of an order, as far as it was told of.</summary>
public sealed record Parcel(string TrackingNo, string Courier, Instant? DispatchedAt, Instant? LastScanAt, Instant? SignedAt)
{
    /// <summary>When it was refused at the door; null unless it was, and was not signed for later.</summary>
    public Instant? RefusedAt { get; private init; }

    public DoorReason RefusedReason { get; private init; }

    /// <summary>The fact of its leaving; null before.</summary>
    public Fact? Departure { get; private init; }

    internal static Parcel Of(string trackingNo, IReadOnlyList<Fact> facts)
    {
        var left = facts.FirstOrDefault(f => f.What is Dispatched);
        var signedAt = facts.FirstOrDefault(f => f.What is Signed)?.At;
        var refused = facts.FirstOrDefault(f => f.What is Refused && !(f.At <= signedAt));
        return new(
            trackingNo,
            (left?.What as Dispatched)?.Courier ?? "",
            left?.At,
            facts.FirstOrDefault(f => f.What is Scanned)?.At,
            signedAt)
        {
            Departure = left,
            RefusedAt = refused?.At,
            RefusedReason = (refused?.What as Refused)?.Reason ?? DoorReason.Unknown,
        };
    }
}
