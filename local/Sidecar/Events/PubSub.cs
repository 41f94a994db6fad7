namespace Aftersales.Sidecar.Events;

/// <summary>The pub/sub component of a sidecar: durable, at least once. Thread-safe. One app id belongs to one sidecar.</summary>
public abstract class PubSub : IDisposable
{
    /// <summary>What Dapr calls a component of this kind.</summary>
    internal abstract string Type { get; }

    /// <summary>How many deliveries are not settled: waiting, under way, or between attempts, of apps that are down too. An event is pending from before its publish returns.</summary>
    public abstract Task<long> PendingAsync();

    public abstract void Dispose();

    /// <summary>Returns when the event is kept.</summary>
    internal abstract Task PublishAsync(string topic, byte[] cloudEvent);

    /// <summary>Makes <paramref name="topics"/> the ones that the app has; the deliveries of others are given up.</summary>
    internal abstract Task SubscribeAsync(string app, IReadOnlyCollection<string> topics);

    /// <summary>A signal that is set whenever there may be new deliveries.</summary>
    internal abstract Signal Listen(string app, string topic);

    /// <summary>The next unsettled deliveries.</summary>
    /// <param name="after">The last one that was loaded since the sidecar started; empty at first.</param>
    internal abstract Task<List<Delivery>> LoadAsync(string app, string topic, string after, int limit);

    internal abstract Task SettleAsync(string app, string topic, string id);

    internal abstract Task NoteAttemptsAsync(string app, string topic, string id, int attempts);

    /// <summary>Settles the delivery and publishes its event to <paramref name="deadLetterTopic"/>, both or neither.</summary>
    internal abstract Task MoveAsync(string app, string topic, Delivery delivery, string deadLetterTopic);
}

/// <summary>An event on its way to one app.</summary>
/// <param name="Id">Its place in the order of publishing, as its topic counts.</param>
/// <param name="Attempts">How often it was brought and not settled.</param>
/// <param name="Body">The CloudEvent as JSON.</param>
internal sealed record Delivery(string Id, int Attempts, byte[] Body);
