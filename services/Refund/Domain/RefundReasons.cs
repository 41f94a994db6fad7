using Aftersales.Kernel;

namespace Aftersales.Refunds.Domain;

/// <summary>Why refunds and batches refuse; names are those of the contract's <c>ErrorReason</c>.</summary>
public static class RefundReasons
{
    public static readonly Reason InvalidRequest = new("INVALID_REQUEST", RefusalKind.Invalid);
    public static readonly Reason OrderNotPaid = new("ORDER_NOT_PAID", RefusalKind.Precondition);
    public static readonly Reason LineUnknown = new("LINE_UNKNOWN", RefusalKind.Invalid);
    public static readonly Reason QuantityExceeded = new("QUANTITY_EXCEEDED", RefusalKind.Precondition);
    public static readonly Reason RefundExceedsPaid = new("REFUND_EXCEEDS_PAID", RefusalKind.Precondition);
    public static readonly Reason PostageExceeded = new("POSTAGE_EXCEEDED", RefusalKind.Precondition);
    public static readonly Reason StepNotYours = new("STEP_NOT_YOURS", RefusalKind.Denied);
    public static readonly Reason AdvanceStateInvalid = new("ADVANCE_STATE_INVALID", RefusalKind.Precondition);
    public static readonly Reason CollectionExceeded = new("COLLECTION_EXCEEDED", RefusalKind.Precondition);
    public static readonly Reason OrderNotFound = new("ORDER_NOT_FOUND", RefusalKind.NotFound);
    public static readonly Reason RefundNotFound = new("REFUND_NOT_FOUND", RefusalKind.NotFound);
    public static readonly Reason RefundStateInvalid = new("REFUND_STATE_INVALID", RefusalKind.Precondition);
    public static readonly Reason SamePerson = new("SAME_PERSON", RefusalKind.Denied);
    public static readonly Reason AlreadyDecided = new("ALREADY_DECIDED", RefusalKind.Precondition);
    public static readonly Reason OutcomeNotReported = new("OUTCOME_NOT_REPORTED", RefusalKind.Precondition);
    public static readonly Reason OutcomeDiffers = new("OUTCOME_DIFFERS", RefusalKind.Precondition);
    public static readonly Reason BatchNotFound = new("BATCH_NOT_FOUND", RefusalKind.NotFound);
    public static readonly Reason BatchStateInvalid = new("BATCH_STATE_INVALID", RefusalKind.Precondition);
    public static readonly Reason BatchEmpty = new("BATCH_EMPTY", RefusalKind.Precondition);
    public static readonly Reason StatementFileInvalid = new("STATEMENT_FILE_INVALID", RefusalKind.Invalid);
    public static readonly Reason StatementNotImported = new("STATEMENT_NOT_IMPORTED", RefusalKind.NotFound);
    public static readonly Reason DifferenceNotFound = new("DIFFERENCE_NOT_FOUND", RefusalKind.NotFound);
    public static readonly Reason DifferenceStateInvalid = new("DIFFERENCE_STATE_INVALID", RefusalKind.Precondition);
    public static readonly Reason SealNotFound = new("SEAL_NOT_FOUND", RefusalKind.NotFound);
    public static readonly Reason Contended = new("CONTENDED", RefusalKind.Unavailable);
}
