using NodaTime;

namespace Aftersales.Platform.Calls;

/// <summary>One call, event or piece of work being handled: who, which request, when.</summary>
public sealed record Call(Caller Caller, string Method, Instant Now, CancellationToken Cancel)
{
    /// <summary>The caller's request id; null for reads, events and work.</summary>
    public string? RequestId { get; init; }

    /// <summary>SHA-256 of the request without its id, so that a reused id is recognised.</summary>
    public string? BodyHash { get; init; }

    /// <summary>Version that the caller saw; 0 when any will do.</summary>
    public long ExpectedVersion { get; init; }

    /// <summary>Id of the event being consumed; null otherwise. An aggregate takes an event once.</summary>
    public string? EventId { get; init; }

    public string Merchant => Caller.Merchant;

    public string Person => Caller.Person;
}
