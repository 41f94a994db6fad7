using NodaTime;

namespace Aftersales.Tracking.Domain;

/// <summary>That an order, or a parcel of it, belongs on a list from some time on.</summary>
/// <param name="Parcel">The tracking number where one parcel is meant; else empty.</param>
public sealed record Finding(TrackingList List, string Parcel, Instant From)
{
    /// <summary>What it is about: findings about the same follow each other as time passes.</summary>
    public (Problem Problem, string Parcel) About => (List.Problem(), Parcel);
}
