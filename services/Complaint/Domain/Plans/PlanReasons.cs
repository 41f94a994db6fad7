namespace Aftersales.Complaints.Domain;

/// <summary>Why changes of a plan are refused; the names are values of the contract's <c>ErrorReason</c>.</summary>
public static class PlanReasons
{
    public static readonly Reason StepNotFound = new("PLAN_STEP_NOT_FOUND", RefusalKind.NotFound);
    public static readonly Reason StepNotSkippable = new("STEP_NOT_SKIPPABLE", RefusalKind.Precondition);
    public static readonly Reason StepNotReplaceable = new("STEP_NOT_REPLACEABLE", RefusalKind.Precondition);
}
