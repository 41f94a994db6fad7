namespace Aftersales.Platform.Store;

/// <summary>How a commit ended. Every clash comes from a unique key or a check of the database, so nothing of a clashed commit stands.</summary>
public enum CommitResult
{
    Committed,

    /// <summary>Another commit was faster: load and decide again.</summary>
    VersionClash,

    /// <summary>This request was answered before: load its reply.</summary>
    RequestClash,

    /// <summary>This event was consumed before.</summary>
    InboxClash,

    /// <summary>A claim is held by somebody; <see cref="IStore.Holders"/> tells who.</summary>
    ClaimClash,

    /// <summary>A counter would leave its bounds.</summary>
    CounterClash,
}

/// <summary>The database cannot be reached or is too busy. Whether a commit that met this stands is unknown; its request id or inbox row tells.</summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The server does not show who it is. A running service goes on trying; one that starts ends, since waiting mends nothing.</summary>
    public bool IsUntrusted { get; init; }
}
