namespace Aftersales.Kernel;

/// <summary>What sort of refusal a reason is; one place at the edge maps each to its gRPC status code.</summary>
public enum RefusalKind
{
    /// <summary>The input itself is wrong (INVALID_ARGUMENT).</summary>
    Invalid,

    /// <summary>A rule or the current state refuses (FAILED_PRECONDITION).</summary>
    Precondition,

    /// <summary>The thing named does not exist, or not for this caller (NOT_FOUND).</summary>
    NotFound,

    /// <summary>It was decided, claimed or used before (ALREADY_EXISTS).</summary>
    AlreadyExists,

    /// <summary>Somebody else was faster and the caller named a version (ABORTED).</summary>
    Conflict,

    /// <summary>Role, ownership or authority does not reach (PERMISSION_DENIED).</summary>
    Denied,

    /// <summary>A limit or budget is used up (RESOURCE_EXHAUSTED).</summary>
    Exhausted,

    /// <summary>Who calls is not who they say, or nobody that is known (UNAUTHENTICATED).</summary>
    Unauthenticated,

    /// <summary>Something needed is away; worth another try (UNAVAILABLE).</summary>
    Unavailable,
}

/// <summary>
/// A machine-readable reason of a refusal. <see cref="Name"/> is a value of the contract's <c>ErrorReason</c> enum without its prefix;
/// a test holds both against each other.
/// </summary>
public sealed record Reason(string Name, RefusalKind Kind)
{
    public override string ToString() => Name;
}
