using Aftersales.Kernel;
using static Aftersales.Returns.Domain.ReturnReasons;
using Decision = Aftersales.Kernel.Decision<Aftersales.Returns.Domain.ReturnEvent>;

namespace Aftersales.Returns.Domain;

/// <summary>The life of a return (R-RET-3): what may follow from what.</summary>
public static partial class ReturnDecider
{
    /// <summary>Who acts when a deadline does.</summary>
    public const string System = "returns";

    /// <summary>The transition table. A repeat by the same person with the same content yields nothing; another's is refused.</summary>
    public static Decision Decide(ReturnState? state, ReturnCommand command, Terms terms) => (state, command) switch
    {
        (null, RequestReturn c) => Eligibility.Refuse(c, terms) is { } refusal ? refusal : DecideRequest(c, terms),
        ({ }, RequestReturn) => Decision.Nothing,
        (null, _) => NotFound,

        ({ Stage: ReturnStage.Requested }, StartReview c) => new ReviewStarted(c.By),
        ({ Stage: ReturnStage.UnderReview } s, StartReview c) => s.Reviewer == c.By ? Decision.Nothing : Decided(s),
        ({ } s, StartReview) => WrongStage(s, ReturnStage.Requested),

        ({ Stage: ReturnStage.UnderReview } s, Approve c) => DecideApproval(s, c, terms),
        ({ Approval: { } done } s, Approve c) => Repeated(s, done.By == c.By, done.BeyondResale == c.BeyondResale, ReturnStage.UnderReview),
        ({ } s, Approve) => WrongStage(s, ReturnStage.UnderReview),

        ({ Stage: ReturnStage.UnderReview }, Reject c) => new Rejected(c.By, c.Reason, terms.Now),
        ({ Stage: ReturnStage.Rejected, Ending: { } done } s, Reject c) => Repeated(s, done.By == c.By, done.Reason == c.Reason, ReturnStage.UnderReview),
        ({ } s, Reject) => WrongStage(s, ReturnStage.UnderReview),

        ({ } s, Cancel c) when Cancellable.Contains(s.Stage) => s.Refundable == RefundBasis.None
            ? new Cancelled(c.By, c.Reason, terms.Now)
            // Money that was advanced is not undone by calling the return off.
            : WrongStage(s).Rule("R-REF-5"),
        ({ Stage: ReturnStage.Cancelled, Ending: { } done } s, Cancel c) => Repeated(s, done.By == c.By, done.Reason == c.Reason, Cancellable),
        ({ } s, Cancel) => WrongStage(s, Cancellable),

        ({ Stage: ReturnStage.Approved, Pickup.IsBooked: false }, ConfirmBooking) => new PickupBooked(),
        ({ }, ConfirmBooking) => Decision.Nothing,
        ({ Pickup.IsCalledOff: false } s, ConfirmCallOff) when s.Stage.IsEnd() => new PickupCalledOff(),
        ({ }, ConfirmCallOff) => Decision.Nothing,

        // Approved: the courier came before its answer to the booking did.
        ({ Stage: ReturnStage.Approved or ReturnStage.PickupScheduled, Pickup: not null }, ConfirmPickup c) => PickUp(c.By, c.TrackingNo, terms),
        ({ Pickup.IsDone: true, Shipment: { } done } s, ConfirmPickup c) => Repeated(s, done.By == c.By, done.TrackingNo == c.TrackingNo, ReturnStage.PickupScheduled),
        ({ } s, ConfirmPickup) => WrongStage(s, ReturnStage.PickupScheduled),

        ({ Stage: ReturnStage.Approved, CustomerShips: true }, RecordShipment c) =>
            new Shipped(c.By, c.TrackingNo, terms.EndOfDay(terms.Policy.TransitDays)),
        ({ CustomerShips: true, Shipment: { } done } s, RecordShipment c) =>
            Repeated(s, done.By == c.By, done.TrackingNo == c.TrackingNo, ReturnStage.Approved),
        ({ } s, RecordShipment) => WrongStage(s, ReturnStage.Approved),

        // Goods that are there are there, whether or not somebody said that they were sent.
        ({ Stage: ReturnStage.Approved or ReturnStage.PickupScheduled or ReturnStage.InTransit } s, Receive c) => DecideReceipt(s, c, terms),
        ({ ReceivedBy: { } by } s, Receive c) => Repeated(s, by == c.By, IsSame(s, c), ReturnStage.InTransit),
        ({ } s, Receive) => WrongStage(s, ReturnStage.Approved, ReturnStage.PickupScheduled, ReturnStage.InTransit),

        ({ Stage: ReturnStage.Received } s, Inspect c) => DecideInspection(s, c),
        ({ InspectedBy: { } by } s, Inspect c) => Repeated(s, by == c.By, IsSame(s, c), ReturnStage.Received),
        ({ } s, Inspect) => WrongStage(s, ReturnStage.Received),

        ({ CaseId: null }, AttachCase c) => new CaseAttached(c.CaseId),
        ({ } s, AttachCase c) => s.CaseId == c.CaseId ? Decision.Nothing : Decided(s),

        ({ } s, PassDeadline c) => DecideDeadline(s, c, terms),
        _ => throw new InvalidOperationException($"no rule for {command.GetType().Name}"),
    };

    // Nothing arrived yet.
    private static ReturnStage[] Cancellable { get; } =
        [ReturnStage.Requested, ReturnStage.UnderReview, ReturnStage.Approved, ReturnStage.PickupScheduled, ReturnStage.InTransit];

    private static Decision Repeated(ReturnState state, bool samePerson, bool sameContent, params ReturnStage[] allowed) =>
        (samePerson, sameContent) switch
        {
            (true, true) => Decision.Nothing,
            (true, false) => WrongStage(state, allowed),
            _ => Decided(state),
        };

    private static PickedUp PickUp(string by, string trackingNo, Terms terms) => new(by, trackingNo, terms.EndOfDay(terms.Policy.TransitDays));
}
