namespace Aftersales.Complaints.Domain;

/// <summary>Why messages, promises and alerts are refused; the names are values of the contract's <c>ErrorReason</c>.</summary>
public static class ClockReasons
{
    public static readonly Reason ConversationFull = new("CONVERSATION_FULL", RefusalKind.Exhausted);
    public static readonly Reason TooManyPromises = new("TOO_MANY_PROMISES", RefusalKind.Exhausted);
    public static readonly Reason PromiseNotFound = new("PROMISE_NOT_FOUND", RefusalKind.NotFound);
    public static readonly Reason AlertNotFound = new("ALERT_NOT_FOUND", RefusalKind.NotFound);
}
