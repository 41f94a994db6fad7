using Aftersales.Kernel;

namespace Aftersales.Returns.Domain;

/// <summary>Why Returns refuses; each name is a value of the contract's ErrorReason.</summary>
public static class ReturnReasons
{
    public static readonly Reason InvalidRequest = new("INVALID_REQUEST", RefusalKind.Invalid);
    public static readonly Reason AlreadyDecided = new("ALREADY_DECIDED", RefusalKind.Precondition);
    public static readonly Reason OrderNotYetKnown = new("ORDER_NOT_YET_KNOWN", RefusalKind.Unavailable);
    public static readonly Reason OrderNotFound = new("ORDER_NOT_FOUND", RefusalKind.NotFound);
    public static readonly Reason LineUnknown = new("LINE_UNKNOWN", RefusalKind.Invalid);
    public static readonly Reason QuantityExceeded = new("QUANTITY_EXCEEDED", RefusalKind.Precondition);
    public static readonly Reason EvidenceRequired = new("EVIDENCE_REQUIRED", RefusalKind.Precondition);
    public static readonly Reason UnitAlreadyHeld = new("UNIT_ALREADY_HELD", RefusalKind.Precondition);
    public static readonly Reason ReturnNotFound = new("RETURN_NOT_FOUND", RefusalKind.NotFound);
    public static readonly Reason StateInvalid = new("RETURN_STATE_INVALID", RefusalKind.Precondition);
    public static readonly Reason WindowClosed = new("RETURN_WINDOW_CLOSED", RefusalKind.Precondition);
    public static readonly Reason CategoryExcluded = new("RETURN_CATEGORY_EXCLUDED", RefusalKind.Precondition);
    public static readonly Reason OrderNotSigned = new("ORDER_NOT_SIGNED", RefusalKind.Precondition);
    public static readonly Reason ReasonUnknown = new("RETURN_REASON_UNKNOWN", RefusalKind.Invalid);
    public static readonly Reason OrderSettled = new("RETURN_ORDER_SETTLED", RefusalKind.Precondition);
    public static readonly Reason OverrideDenied = new("RETURN_OVERRIDE_DENIED", RefusalKind.Denied);
    public static readonly Reason DisputeClosed = new("RETURN_DISPUTE_CLOSED", RefusalKind.Precondition);
    public static readonly Reason FreightCollectRefused = new("RETURN_FREIGHT_COLLECT", RefusalKind.Precondition);
    public static readonly Reason GoodsNotSound = new("RETURN_GOODS_NOT_SOUND", RefusalKind.Precondition);
    public static readonly Reason FeeNotConfirmed = new("RETURN_FEE_NOT_CONFIRMED", RefusalKind.Precondition);
    public static readonly Reason NothingMissing = new("RETURN_NOTHING_MISSING", RefusalKind.Precondition);
    public static readonly Reason PickupNotCollected = new("PICKUP_NOT_COLLECTED", RefusalKind.Precondition);
    public static readonly Reason PickupDone = new("PICKUP_DONE", RefusalKind.Precondition);
    public static readonly Reason PickupSlotUnavailable = new("PICKUP_SLOT_UNAVAILABLE", RefusalKind.Precondition);
    public static readonly Reason PickupReschedulesExceeded = new("PICKUP_RESCHEDULES_EXCEEDED", RefusalKind.Precondition);
    public static readonly Reason SamePerson = new("SAME_PERSON", RefusalKind.Denied);

    /// <summary>No such return, or another customer's: the answer does not tell which.</summary>
    public static Refusal NotFound { get; } = new(ReturnNotFound, "no such return");

    public static Refusal WrongStage(ReturnState state, params IEnumerable<ReturnStage> allowed) =>
        Refusal.WrongState(StateInvalid, state.Stage.ToName(), allowed.Select(s => s.ToName()));

    /// <summary>Another person decided this, or the same person otherwise.</summary>
    public static Refusal Decided(ReturnState state) =>
        new Refusal(AlreadyDecided, "this was decided before").With("current", state.Stage.ToName());

    public static Refusal UnknownLine(string lineId) => new Refusal(LineUnknown, "no such line").With("line_id", lineId);

    public static Refusal TooMany(string lineId, int allowed) =>
        new Refusal(QuantityExceeded, "more pieces than there are").With("line_id", lineId).With("allowed", $"{allowed}");

    public static Refusal Invalid(string field, string rule) => new Refusal(InvalidRequest, $"{field}: {rule}").Field(field, rule);
}
