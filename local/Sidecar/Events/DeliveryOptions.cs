namespace Aftersales.Sidecar.Events;

/// <summary>How a sidecar brings events to its app.</summary>
public sealed record DeliveryOptions
{
    /// <summary>How many events of one topic are brought at once.</summary>
    public int Concurrency { get; init; } = 8;

    /// <summary>The wait before the second attempt; it doubles from attempt to attempt.</summary>
    public TimeSpan FirstRetryDelay { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest wait between two attempts.</summary>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many attempts an event gets before it goes to its subscription's dead-letter topic. Without such a topic there is no end to them.</summary>
    public int AttemptsBeforeDeadLetter { get; init; } = 10;

    /// <summary>How long the app may take over one event; then it is brought again.</summary>
    public TimeSpan ProcessingTimeout { get; init; } = TimeSpan.FromSeconds(60);

    internal TimeSpan DelayAfter(int attempt)
    {
        var doublings = Math.Clamp(attempt - 1, 0, 30);
        return TimeSpan.FromTicks(Math.Min(MaxRetryDelay.Ticks, FirstRetryDelay.Ticks << doublings));
    }
}
