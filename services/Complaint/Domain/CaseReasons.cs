namespace Aftersales.Complaints.Domain;

/// <summary>Why this service refuses; the names are values of the contract's <c>ErrorReason</c>.</summary>
public static class CaseReasons
{
    public static readonly Reason InvalidRequest = new("INVALID_REQUEST", RefusalKind.Invalid);
    public static readonly Reason AlreadyDecided = new("ALREADY_DECIDED", RefusalKind.Precondition);
    public static readonly Reason OrderNotFound = new("ORDER_NOT_FOUND", RefusalKind.NotFound);
    public static readonly Reason LineUnknown = new("LINE_UNKNOWN", RefusalKind.Invalid);
    public static readonly Reason QuantityExceeded = new("QUANTITY_EXCEEDED", RefusalKind.Precondition);
    public static readonly Reason CaseNotFound = new("CASE_NOT_FOUND", RefusalKind.NotFound);
    public static readonly Reason CaseStateInvalid = new("CASE_STATE_INVALID", RefusalKind.Precondition);
    public static readonly Reason EvidenceRequired = new("EVIDENCE_REQUIRED", RefusalKind.Precondition);
    public static readonly Reason EvidenceNotFound = new("EVIDENCE_NOT_FOUND", RefusalKind.NotFound);
    public static readonly Reason EvidenceTypeNotAllowed = new("EVIDENCE_TYPE_NOT_ALLOWED", RefusalKind.Invalid);
    public static readonly Reason EvidenceTooLarge = new("EVIDENCE_TOO_LARGE", RefusalKind.Invalid);
    public static readonly Reason EvidencePending = new("EVIDENCE_PENDING", RefusalKind.Precondition);
    public static readonly Reason EvidenceBlocked = new("EVIDENCE_BLOCKED", RefusalKind.Precondition);
    public static readonly Reason EvidenceDeleted = new("EVIDENCE_DELETED", RefusalKind.Precondition);
    public static readonly Reason TooMuchEvidence = new("TOO_MUCH_EVIDENCE", RefusalKind.Exhausted);
    public static readonly Reason SheetNotFound = new("SHEET_NOT_FOUND", RefusalKind.NotFound);
    public static readonly Reason SurveyNotFound = new("SURVEY_NOT_FOUND", RefusalKind.NotFound);
    public static readonly Reason SurveyStateInvalid = new("SURVEY_STATE_INVALID", RefusalKind.Precondition);
    public static readonly Reason SurveyLinkInvalid = new("SURVEY_LINK_INVALID", RefusalKind.NotFound);
    public static readonly Reason OfferNotFound = new("OFFER_NOT_FOUND", RefusalKind.NotFound);
    public static readonly Reason OfferNotOpen = new("OFFER_NOT_OPEN", RefusalKind.Precondition);
    public static readonly Reason UnitAlreadyHeld = new("UNIT_ALREADY_HELD", RefusalKind.Precondition);

    /// <summary>Never told to a caller: the work is put off.</summary>
    public static readonly Refusal UnitNotFreeYet = new(new Reason("UNIT_ALREADY_HELD", RefusalKind.Unavailable), "what holds the unit is being called off");

    public static readonly Reason NotCaseOwner = new("NOT_CASE_OWNER", RefusalKind.Denied);
    public static readonly Reason TierFinal = new("TIER_FINAL", RefusalKind.Precondition);
    public static readonly Reason ExchangeSetIncomplete = new("EXCHANGE_SET_INCOMPLETE", RefusalKind.Precondition);
    public static readonly Reason CaseHasNoOrder = new("CASE_HAS_NO_ORDER", RefusalKind.Precondition);
    public static readonly Reason QuestionNotFound = new("QUESTION_NOT_FOUND", RefusalKind.NotFound);
    public static readonly Reason QuestionClosed = new("QUESTION_CLOSED", RefusalKind.Precondition);
    public static readonly Reason QuestionNotYours = new("QUESTION_NOT_YOURS", RefusalKind.Denied);
    public static readonly Reason QuestionNotAsked = new("QUESTION_NOT_ASKED", RefusalKind.Invalid);
    public static readonly Reason VerdictNotAllowed = new("VERDICT_NOT_ALLOWED", RefusalKind.Invalid);
    public static readonly Reason ReopenTooLate = new("REOPEN_TOO_LATE", RefusalKind.Precondition);

    public static readonly Reason TimelineEntryNotFound = new("TIMELINE_ENTRY_NOT_FOUND", RefusalKind.NotFound);
    public static readonly Reason MessageWordsForbidden = new("MESSAGE_WORDS_FORBIDDEN", RefusalKind.Invalid);
    public static readonly Reason MessageNotFound = new("MESSAGE_NOT_FOUND", RefusalKind.NotFound);

    public static Refusal Invalid(string field, string description) =>
        new Refusal(InvalidRequest, $"{field}: {description}").Field(field, description);
}
