using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Tracking.Domain;

/// <summary>The order as it follows from what was told about it (R-ORD-1).</summary>
public sealed class OrderView
{
    private readonly OrderState state;
    private readonly Disputes disputes;

    public OrderView(OrderState state)
    {
        this.state = state;
        disputes = new(state);
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

    /// <summary>Code of the region that it goes to; empty when not known.</summary>
    public string Region => Placed?.Region ?? "";

    public Instant? PlacedAt => state.PlacedAt;

    public Instant? PaidAt { get; }

    /// <summary>When the warehouse said that it knows the order.</summary>
    public Instant? AcceptedAt => state.Word("accepted")?.At;

    /// <summary>Whether the warehouse knows it: it took it in, or told of anything in it, or it left.</summary>
    public bool IsKnownToWarehouse =>
        AcceptedAt is not null || DispatchedAt is not null || Parcels.Length > 0 || state.Slots.Any(s => s.Word.What is Shortage);

    /// <summary>Lines that are short as last told, and not sent since.</summary>
    public IEnumerable<Fact> Shortages => state.Slots.Select(s => s.Word).Where(f => f.What is Shortage { Missing: > 0 } line && !IsSentSince(line, f.At));

    /// <summary>When the first parcel left, or else when the order is said to have left without a parcel's being named.</summary>
    public Instant? DispatchedAt => Parcels.Min(p => p.DispatchedAt) ?? Believed("dispatched")?.At;

    /// <summary>When the whole order was signed for: as told of the order itself, else when the last of its parcels was.</summary>
    public Instant? SignedAt => Believed("signed")?.At ?? (Parcels.All(p => p.SignedAt is not null) ? Parcels.Max(p => p.SignedAt) : null);

    public Instant? SettledAt => Believed("settled")?.At;

    public Instant? CancelledAt => Believed("cancelled")?.At;

    /// <summary>What is told and not believed.</summary>
    public IEnumerable<Dispute> Disputed => disputes.All;

    public Status Status => this switch
    {
        _ when disputes.EndedCancelled => Status.Cancelled,
        { SettledAt: not null } => Status.Settled,
        { SignedAt: not null } => Status.Signed,
        { DispatchedAt: not null } or { Parcels.Length: > 0 } => Status.Dispatched,
        { PaidAt: not null } => Status.Paid,
        { Placed: not null } => Status.Placed,
        _ => Status.Unknown,
    };

    /// <summary>The fact that is told of a parcel's leaving, or of the order's where no parcel was named; null before.</summary>
    public Fact? Departure => Parcels.Where(p => p.Departure is not null).MinBy(p => p.DispatchedAt)?.Departure ?? Believed("dispatched");

    private IEnumerable<Fact> ParcelFacts() =>
        state.Slots.Select(s => s.Word).Where(f => f.What is OfParcel { TrackingNo.Length: > 0 } && disputes.IsBelieved(f));

    private Fact? Believed(string slot) => state.Word(slot) is { } fact && disputes.IsBelieved(fact) ? fact : null;

    private bool IsSentSince(Shortage line, Instant told) => Parcels.Any(p =>
        p.Departure is { What: Dispatched left } departure && departure.At >= told && (left.Lines.IsEmpty || left.Lines.Contains(line.LineId)));
}
