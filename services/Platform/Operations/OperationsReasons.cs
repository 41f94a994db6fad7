using Aftersales.Kernel;

namespace Aftersales.Platform.Operations;

/// <summary>Reasons that operators' methods refuse with.</summary>
public static class OperationsReasons
{
    public static readonly Reason DeadLetterNotFound = new("DEAD_LETTER_NOT_FOUND", RefusalKind.NotFound);
    public static readonly Reason DeadLetterStateInvalid = new("DEAD_LETTER_STATE_INVALID", RefusalKind.Precondition);
    public static readonly Reason RebuildNotFound = new("REBUILD_NOT_FOUND", RefusalKind.NotFound);
    public static readonly Reason RebuildStateInvalid = new("REBUILD_STATE_INVALID", RefusalKind.Precondition);
    public static readonly Reason RebuildRunning = new("REBUILD_RUNNING", RefusalKind.AlreadyExists);
    public static readonly Reason AggregateNotFound = new("AGGREGATE_NOT_FOUND", RefusalKind.NotFound);
}
