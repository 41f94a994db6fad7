using System.Collections.Immutable;
using Decision = Aftersales.Kernel.Decision<Aftersales.Returns.Domain.ReturnEvent>;

namespace Aftersales.Returns.Domain;

public static partial class ReturnDecider
{
    /// <summary>Who acts when the courier's word does.</summary>
    public const string Courier = "courier";

    // Said without being asked: what changes nothing is kept, so that somebody can find out.
    private static Decision DecideReport(ReturnState state, CourierReport report, Terms terms)
    {
        var why = state.SetAside.Any(s => s.Report.No == report.No) ? SetAsideReason.Repeated : SetAsideReason.None;
        var events = ImmutableArray<ReturnEvent>.Empty;
        if (why == SetAsideReason.None)
            (why, events) = Weigh(state, report, terms);
        return why == SetAsideReason.None ? Decision.Of(events) : new ReportSetAside(report, why, terms.Now);
    }

    private static Decision DecideAnswer(ReturnState state, HearOfPickup answer, Terms terms)
    {
        var (events, after) = TakeAll(state, answer.News, terms);
        return after.AwaitsCourier && after.Pickup!.AskAt <= terms.Now ? Decision.Of([.. events, new PickupAsked(terms.NextAsk)]) : Decision.Of(events);
    }

    private static Decision DecideAnswer(ReturnState state, HearOfParcels answer, Terms terms)
    {
        var (events, after) = TakeAll(state, answer.News, terms);
        ImmutableArray<string> again = [.. after.Followed.Select(p => p.TrackingNo!).Where(answer.Asked.Contains)];
        return again.IsEmpty ? Decision.Of(events) : Decision.Of([.. events, new ParcelsAsked(again, terms.NextAsk)]);
    }

    private static (ImmutableArray<ReturnEvent> Events, ReturnState After) TakeAll(ReturnState state, ImmutableArray<CourierReport> news, Terms terms)
    {
        var events = ImmutableArray.CreateBuilder<ReturnEvent>();
        foreach (var report in news)
        {
            var (_, taken) = Weigh(state, report, terms);
            events.AddRange(taken);
            state = taken.Aggregate(state, (s, e) => ReturnEvolution.Evolve(s, e));
        }

        return (events.ToImmutable(), state);
    }

    /// <summary>What follows from a courier's word, or why nothing does.</summary>
    private static (SetAsideReason Why, ImmutableArray<ReturnEvent> Events) Weigh(ReturnState state, CourierReport report, Terms terms)
    {
        if (state.Pickup?.Attempts.Any(a => a.ReportNo == report.No) == true || state.Parcels.Any(p => p.Tracks.Any(t => t.ReportNo == report.No)))
            return (SetAsideReason.Repeated, []);
        if (report.BookingNo is { } booking && booking != state.Pickup?.BookingNo)
            return (state.Pickup?.Former.Contains(booking) == true ? SetAsideReason.Late : SetAsideReason.OtherReturn, []);
        return report.Status switch
        {
            CourierStatus.PickedUp => WeighPickup(state, report, terms),
            CourierStatus.AttemptFailed or CourierStatus.BookingCancelled => WeighFailure(state, report, terms),
            _ => WeighTrack(state, report),
        };
    }

    private static (SetAsideReason, ImmutableArray<ReturnEvent>) WeighPickup(ReturnState state, CourierReport report, Terms terms) => state switch
    {
        _ when report.TrackingNo is null => (SetAsideReason.Unexpected, []),
        _ when state.Parcels.Any(p => p.TrackingNo == report.TrackingNo) => (SetAsideReason.Repeated, []),
        { Pickup: null } => (SetAsideReason.Unexpected, []),
        { Pickup.IsDone: true } or { Ending: not null } or { HasAwaited: false } => (SetAsideReason.Late, []),
        _ => (SetAsideReason.None, [PickUp(state, Courier, report.TrackingNo, terms, TrackOf(report))]),
    };

    private static (SetAsideReason, ImmutableArray<ReturnEvent>) WeighFailure(ReturnState state, CourierReport report, Terms terms)
    {
        switch (state)
        {
            case { Pickup: null }:
                return (SetAsideReason.Unexpected, []);
            case { Pickup.IsDone: true } or { Ending: not null } or { HasAwaited: false }:
                return (SetAsideReason.Late, []);
            case { Pickup.IsBooked: false } when report.Status == CourierStatus.AttemptFailed:
                return (SetAsideReason.Unexpected, []);
        }

        var pickup = state.Pickup;
        if (pickup.Attempts.Any(a => a.At >= report.At))
            return (SetAsideReason.Late, []);
        return (SetAsideReason.None, [report.Status == CourierStatus.BookingCancelled ? Lost(state, report) : Failed(state, report, terms)]);
    }

    private static PickupAttemptFailed Failed(ReturnState state, CourierReport report, Terms terms)
    {
        var pickup = state.Pickup!;
        var number = pickup.Attempts.Length + 1;
        // Somebody chose another slot meanwhile: that one is as good.
        if (pickup.Move is { } wanted)
            return new(new(number, report.No, report.Failure, report.At, wanted.Slot), null);
        var next = terms.Policy.Pickup.ComesAgain(report.Failure, number) ? PickupSlots.Again(pickup.Slot, HandoverDue(state), terms) : null;
        return new(new(number, report.No, report.Failure, report.At, next), next is null ? null : Moved(pickup, next, System, terms));
    }

    private static PickupBookingLost Lost(ReturnState state, CourierReport report)
    {
        var pickup = state.Pickup!;
        return new(
            new(pickup.Attempts.Length + 1, report.No, AttemptFailure.RefusedByCourier, report.At, null),
            BookingNumbers.Next(state.Id, pickup));
    }

    private static (SetAsideReason, ImmutableArray<ReturnEvent>) WeighTrack(ReturnState state, CourierReport report)
    {
        var parcel = report.TrackingNo is { } no ? state.Parcels.FirstOrDefault(p => p.TrackingNo == no) : state.Parcels is [var only] ? only : null;
        if (parcel?.TrackingNo is null)
            return (report.BookingNo is null ? SetAsideReason.OtherReturn : SetAsideReason.Unexpected, []);
        if (parcel.IsReceived || !state.WaitsFor(Wait.Arrival))
            return (SetAsideReason.Late, []);
        if (parcel.Latest is { } latest && report.At <= latest.At)
            return (report.At == latest.At && report.Status == latest.Status ? SetAsideReason.Repeated : SetAsideReason.Late, []);
        return (SetAsideReason.None, [new ParcelTracked(parcel.TrackingNo, TrackOf(report)), .. Consequence(state, parcel.With(TrackOf(report)))]);
    }

    // R-RET-5: what our courier lost is refunded for good at once. What became of a customer's own parcel a person finds out.
    private static ImmutableArray<ReturnEvent> Consequence(ReturnState state, Parcel parcel)
    {
        var isLost = parcel.Latest?.Status == CourierStatus.Lost;
        if (isLost && !state.CustomerShips)
            return [new GoodsLost()];
        return (isLost || parcel.IsGone) && state.Deadlines.Any(d => d is { Wait: Wait.Arrival, IsEscalated: false }) ? [new Escalated(Wait.Arrival)] : [];
    }

    private static Track TrackOf(CourierReport report) => new(report.No, report.Status, report.At, report.Place);
}
