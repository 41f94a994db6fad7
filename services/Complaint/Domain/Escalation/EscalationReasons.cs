namespace Aftersales.Complaints.Domain;

/// <summary>Why the upper end of the ladder refuses; the names are values of the contract's <c>ErrorReason</c>.</summary>
public static class EscalationReasons
{
    public static readonly Reason SubmissionStateInvalid = new("SUBMISSION_STATE_INVALID", RefusalKind.Precondition);
    public static readonly Reason SubmissionsExhausted = new("SUBMISSIONS_EXHAUSTED", RefusalKind.Precondition);
    public static readonly Reason DemandNotHigher = new("DEMAND_NOT_HIGHER", RefusalKind.Precondition);
    public static readonly Reason MediationStateInvalid = new("MEDIATION_STATE_INVALID", RefusalKind.Precondition);
}
