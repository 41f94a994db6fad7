namespace Aftersales.Complaints.Domain;

/// <summary>Why tasks are refused; the names are values of the contract's <c>ErrorReason</c>.</summary>
public static class TaskReasons
{
    public static readonly Reason TaskNotFound = new("TASK_NOT_FOUND", RefusalKind.NotFound);
    public static readonly Reason TaskStateInvalid = new("TASK_STATE_INVALID", RefusalKind.Precondition);
    public static readonly Reason TaskNotYours = new("TASK_NOT_YOURS", RefusalKind.Denied);
}
