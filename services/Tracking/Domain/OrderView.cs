using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Tracking.Domain;

/// <summary>The order as it follows from what was told about it (R-ORD-1).</summary>
public sealed class OrderView
{
    private readonly OrderState state;
    private readonly Fact? settled;
    private readonly Fact? cancelled;

    public OrderView(OrderState state)
    {
        this.state = state;
        (settled, cancelled) = (state.Word("settled"), state.Word("cancelled"));
        Placed = state.Word("placed")?.What as Placed;
        var paid = state.Word("paid");
        (Payment, PaidAt) = (paid?.What as Paid, paid?.At);
        Parcels = [.. ParcelFacts().GroupBy(f => ((OfParcel)f.What).TrackingNo, (no, facts) => Parcel.Of(no, [.. facts]))];
    }

    /// <summary>The order's content; null until somebody told that it was placed.</summary>
    public Placed? Placed { get; }

    public Paid? Payment { get; }

    /// <summary>By tracking number.</summary>
    public ImmutableArray<Parcel> Parcels { get; }

    /// <summary>Paid for goods and freight; before payment the amount payable.</summary>
    public Money PaidAmount => Payment?.Amount ?? Placed?.Payable ?? Money.Cny(0);

    public Instant? PlacedAt => state.PlacedAt;

    public Instant? PaidAt { get; }

    /// <summary>When the first parcel left, or else when the order is said to have left without a parcel's being named.</summary>
    public Instant? DispatchedAt => Parcels.Min(p => p.DispatchedAt) ?? state.Word("dispatched")?.At;

    /// <summary>When the whole order was signed for: as told of the order itself, else when the last of its parcels was.</summary>
    public Instant? SignedAt => Believed("signed")?.At ?? (Parcels.All(p => p.SignedAt is not null) ? Parcels.Max(p => p.SignedAt) : null);

    public Instant? SettledAt => settled?.At;

    public Instant? CancelledAt => cancelled?.At;

    /// <summary>What the courier or the warehouse says otherwise than the order system.</summary>
    public IEnumerable<Fact> Disputed => state.Slots
        .Select(s => s.Contradiction ?? (IsDenied(s.Word) ? s.Word : null)).OfType<Fact>();

    public Status Status => this switch
    {
        _ when EndedCancelled => Status.Cancelled,
        { SettledAt: not null } => Status.Settled,
        { SignedAt: not null } => Status.Signed,
        { DispatchedAt: not null } or { Parcels.Length: > 0 } => Status.Dispatched,
        { PaidAt: not null } => Status.Paid,
        { Placed: not null } => Status.Placed,
        _ => Status.Unknown,
    };

    private bool EndedCancelled => cancelled is not null && (settled is null || (cancelled.IsOrderSystems == settled.IsOrderSystems
        ? Fact.Compare(cancelled, settled) > 0
        : cancelled.IsOrderSystems));

    private IEnumerable<Fact> ParcelFacts() =>
        state.Slots.Select(s => s.Word).Where(f => f.What is OfParcel { TrackingNo.Length: > 0 } && !IsDenied(f));

    private Fact? Believed(string slot) => state.Word(slot) is { } fact && !IsDenied(fact) ? fact : null;

    /// <summary>A signature that the order system's word rules out: it had cancelled the order by then, or says that the parcel left later.</summary>
    private bool IsDenied(Fact fact) => fact is { IsOrderSystems: false, What: Signed signed }
        && ((cancelled is { IsOrderSystems: true } && cancelled.At < fact.At)
            || (state.Word(new Dispatched(signed.TrackingNo, "").Slot) is { IsOrderSystems: true } left && left.At > fact.At));
}
