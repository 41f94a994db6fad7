using Aftersales.Kernel;
using static Aftersales.Returns.Domain.ReturnReasons;
using Decision = Aftersales.Kernel.Decision<Aftersales.Returns.Domain.ReturnEvent>;

namespace Aftersales.Returns.Domain;

/// <summary>The life of a return (R-RET-3): what may follow from what.</summary>
public static partial class ReturnDecider
{
    /// <summary>Who acts when a deadline does.</summary>
    public const string System = "returns";

    /// <summary>
    /// The transition table, and what becomes refundable by it: whatever was accepted is released at once, whether or not other pieces are still
    /// awaited. A repeat by the same person with the same content yields nothing; another's is refused.
    /// </summary>
    public static Decision Decide(ReturnState? state, ReturnCommand command, Terms terms)
    {
        var decision = Step(state, command, terms);
        if (decision.Events.IsEmpty)
            return decision;
        var after = decision.Events.Aggregate(state, ReturnEvolution.Evolve)!;
        ReturnEvent?[] following = [Releases.Final(after), Claimed(after, terms)];
        return Decision.Of([.. decision.Events, .. following.OfType<ReturnEvent>()]);
    }

    private static Decision Step(ReturnState? state, ReturnCommand command, Terms terms) => (state, command) switch
    {
        (null, RequestReturn c) => DecideRequest(c, terms),
        ({ }, RequestReturn) => Decision.Nothing,
        (null, _) => NotFound,

        ({ Door: { Courier: null } } s, HearOfRefusal c) when !s.Stage.IsEnd() => DecideRefusal(s, c.Report, terms),
        ({ }, HearOfRefusal) => Decision.Nothing,

        ({ Stage: ReturnStage.Requested }, StartReview c) => new ReviewStarted(c.By),
        ({ Stage: ReturnStage.UnderReview } s, StartReview c) => s.Reviewer == c.By ? Decision.Nothing : Decided(s),
        ({ } s, StartReview) => WrongStage(s, ReturnStage.Requested),

        ({ Stage: ReturnStage.UnderReview } s, Approve c) => DecideApproval(s, c, terms),
        ({ Approval: { } done } s, Approve c) =>
            Repeated(s, done.By == c.By.Person, done.BeyondResale == c.BeyondResale && done.FreightCollect == c.FreightCollect, ReturnStage.UnderReview),
        ({ } s, Approve) => WrongStage(s, ReturnStage.UnderReview),

        ({ Stage: ReturnStage.UnderReview }, Reject c) => new Rejected(c.By, c.Reason, terms.Now),
        ({ Stage: ReturnStage.Rejected, Ending: { } done } s, Reject c) => Repeated(s, done.By == c.By, done.Reason == c.Reason, ReturnStage.UnderReview),
        ({ } s, Reject) => WrongStage(s, ReturnStage.UnderReview),

        ({ } s, Cancel c) when IsCancellable(s) => new Cancelled(c.By, c.Reason, terms.Now),
        // Money that was released is not undone by calling the return off.
        ({ } s, Cancel) when Cancellable.Contains(s.Stage) => WrongStage(s).Rule("R-REF-5"),
        ({ Stage: ReturnStage.Cancelled, Ending: { } done } s, Cancel c) => Repeated(s, done.By == c.By, done.Reason == c.Reason, Cancellable),
        ({ } s, Cancel) => WrongStage(s, Cancellable),

        ({ NeedsBooking: true, Pickup: { } pickup }, PrepareBooking) => DecidePreparation(pickup, terms),
        ({ }, PrepareBooking) => Decision.Nothing,
        ({ NeedsBooking: true } s, ConfirmBooking c) => DecideBooking(s, c, terms),
        ({ }, ConfirmBooking) => Decision.Nothing,
        ({ NeedsBooking: true }, MissAddress) => new PickupAddressMissing(),
        ({ }, MissAddress) => Decision.Nothing,

        ({ } s, ReschedulePickup c) => DecideReschedule(s, c, terms),
        ({ NeedsMove: true, Pickup.Move: { } move }, ConfirmMove c) when move.Number == c.Number => new PickupMoved(move.Slot, AskAfter(move.Slot, terms)),
        ({ }, ConfirmMove) => Decision.Nothing,
        ({ NeedsMove: true, Pickup.Move: { } move }, RefuseMove c) when move.Number == c.Number => new PickupMoveRefused(terms.NextAsk),
        ({ }, RefuseMove) => Decision.Nothing,

        ({ } s, HearCourier c) => DecideReport(s, c.Report, terms),
        ({ } s, HearOfPickup c) => DecideAnswer(s, c, terms),
        ({ } s, HearOfParcels c) => DecideAnswer(s, c, terms),

        ({ Pickup.IsCalledOff: false } s, ConfirmCallOff) when s.Stage.IsEnd() => new PickupCalledOff(),
        ({ }, ConfirmCallOff) => Decision.Nothing,

        // The courier may come before its answer to the booking did.
        ({ Pickup.IsDone: false, Ending: null } s, ConfirmPickup c) when s.HasAwaited => PickUp(s, c.By, c.TrackingNo, terms),
        ({ Pickup.IsDone: true } s, ConfirmPickup c) when s.Parcels.FirstOrDefault() is { } parcel =>
            Repeated(s, parcel.By == c.By, parcel.TrackingNo == c.TrackingNo, ReturnStage.PickupScheduled),
        ({ } s, ConfirmPickup) => WrongStage(s, ReturnStage.PickupScheduled),

        ({ CustomerShips: true } s, RecordShipment c) when s.Parcels.FirstOrDefault(p => p.TrackingNo == c.TrackingNo) is { } parcel =>
            Repeated(s, parcel.By == c.By, c.Lines.IsDefaultOrEmpty || IsSame(parcel.Lines, c.Lines), ReturnStage.Approved),
        ({ CustomerShips: true, Approval: not null, Ending: null } s, RecordShipment c) when s.HasAwaited => DecideShipment(s, c, terms),
        ({ } s, RecordShipment) => WrongStage(s, ReturnStage.Approved),

        ({ Approval: not null, Ending: null } s, Receive c) when IsLate(s, c) => DecideLate(s, c, terms),
        // Goods that are there are there, whether or not somebody said that they were sent.
        ({ Approval: not null, Ending: null } s, Receive c) when s.Units.Any(u => u.IsToCome) && !IsRepeat(s, c) => DecideReceipt(s, c, terms),
        ({ Receipt: { } done } s, Receive c) =>
            Repeated(s, done.By == c.By, done.TrackingNo == c.TrackingNo && IsSame(done.Lines, c.Lines), ReturnStage.InTransit),
        ({ } s, Receive) => WrongStage(s, ReturnStage.Approved, ReturnStage.PickupScheduled, ReturnStage.InTransit),

        ({ } s, Inspect c) when s.Units.Any(u => u.IsToInspect) => DecideInspection(s, c, terms),
        ({ Inspection: { } done } s, Inspect c) => Repeated(s, done.By == c.By, IsSame(done.Lines, c.Lines), ReturnStage.Received),
        ({ } s, Inspect) => WrongStage(s, ReturnStage.Received),

        ({ } s, OpenDispute c) => DecideDispute(s, c, terms),
        ({ } s, ResolveDispute c) => DecideResolution(s, c, terms),

        ({ } s, CloseLoss c) => DecideLoss(s, c, terms),

        ({ Freight: not null, Ending: null } s, RecordFreight c) => DecideFreight(s, c, terms),
        ({ } s, RecordFreight) => WrongStage(s, ReturnStage.Approved, ReturnStage.PickupScheduled, ReturnStage.InTransit, ReturnStage.Received),

        ({ CaseId: null }, AttachCase c) => new CaseAttached(c.CaseId),
        ({ } s, AttachCase c) => s.CaseId == c.CaseId ? Decision.Nothing : Decided(s),

        ({ } s, PassDeadline c) => DecideDeadline(s, c, terms),
        _ => throw new InvalidOperationException($"no rule for {command.GetType().Name}"),
    };

    private static ReturnStage[] Cancellable { get; } =
        [ReturnStage.Requested, ReturnStage.UnderReview, ReturnStage.Approved, ReturnStage.PickupScheduled, ReturnStage.InTransit];

    // Nothing arrived yet, and nothing was released.
    private static bool IsCancellable(ReturnState s) =>
        Cancellable.Contains(s.Stage) && s.Releases.IsEmpty && s.Units.All(u => u.IsToCome);

    private static Decision Repeated(ReturnState state, bool samePerson, bool sameContent, params ReturnStage[] allowed) =>
        (samePerson, sameContent) switch
        {
            (true, true) => Decision.Nothing,
            (true, false) => WrongStage(state, allowed),
            _ => Decided(state),
        };

    private static bool IsSame<T>(IEnumerable<T> one, IEnumerable<T> other) => one.ToHashSet().SetEquals(other);
}
