using System.Collections.Concurrent;
using StackExchange.Redis;

namespace Aftersales.Sidecar.Events;

/// <summary>
/// Events in Redis Streams, as Dapr's component keeps them: a stream a topic, a consumer group an app, the event in the field <c>data</c>. Nothing is trimmed.
/// Attempts are counted from the sidecar's start.
/// </summary>
public sealed class RedisStreams : PubSub
{
    private const string Data = "data";

    // Which topics there are groups of: of all apps, and after a colon of one.
    private const string Topics = "sidecar.topics";
    private static readonly RedisChannel News = RedisChannel.Literal("sidecar.news");
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    private readonly ConnectionMultiplexer _redis;
    private readonly ConcurrentDictionary<(string App, string Topic), Signal> _listeners = new();
    private readonly Timer _look;

    private RedisStreams(ConnectionMultiplexer redis)
    {
        _redis = redis;

        // News that got lost, with the connection for one, costs a look's time.
        _look = new Timer(_ => Wake(_ => true), null, BetweenLooks, BetweenLooks);
        redis.GetSubscriber().Subscribe(News, (_, topic) => Wake(listener => listener == topic));
    }

    /// <summary>Connects; later outages are waited for.</summary>
    /// <param name="configuration"><c>HOST:PORT</c>, or more in StackExchange.Redis's syntax.</param>
    /// <exception cref="RedisConnectionException">The server is away.</exception>
    public static async Task<RedisStreams> OpenAsync(string configuration) => new(await ConnectionMultiplexer.ConnectAsync(configuration));

    internal override string Type => "pubsub.redis";

    private IDatabase Streams => _redis.GetDatabase();

    public override async Task<long> PendingAsync()
    {
        var pending = 0L;
        foreach (var topic in await Streams.SetMembersAsync(Topics))
            foreach (var group in await Streams.StreamGroupInfoAsync((string)topic!))
                pending += group.PendingMessageCount + (group.Lag ?? 0);
        return pending;
    }

    public override void Dispose()
    {
        _look.Dispose();
        _redis.Dispose();
    }

    internal override async Task PublishAsync(string topic, byte[] cloudEvent)
    {
        await Streams.StreamAddAsync(topic, Data, cloudEvent);
        Tell(topic);
    }

    internal override async Task SubscribeAsync(string app, IReadOnlyCollection<string> topics)
    {
        var own = OwnTopics(app);
        foreach (var old in (await Streams.SetMembersAsync(own)).Select(topic => (string)topic!).Except(topics))
        {
            await Streams.StreamDeleteConsumerGroupAsync(old, app);
            await Streams.SetRemoveAsync(own, old);
        }

        foreach (var topic in topics)
            await MakeGroup(topic, app);
    }

    internal override Signal Listen(string app, string topic) => _listeners.GetOrAdd((app, topic), _ => new Signal());

    internal override async Task<List<Delivery>> LoadAsync(string app, string topic, string after, int limit)
    {
        try
        {
            return await ReadAsync(app, topic, after, limit);
        }
        catch (Exception away) when (away is RedisException or TimeoutException)
        {
            return [];
        }
    }

    internal override Task SettleAsync(string app, string topic, string id) => Streams.StreamAcknowledgeAsync(topic, app, id);

    internal override Task NoteAttemptsAsync(string app, string topic, string id, int attempts) => Task.CompletedTask;

    internal override async Task MoveAsync(string app, string topic, Delivery delivery, string deadLetterTopic)
    {
        var both = Streams.CreateTransaction();
        _ = both.StreamAddAsync(deadLetterTopic, Data, delivery.Body);
        _ = both.StreamAcknowledgeAsync(topic, app, delivery.Id);
        await both.ExecuteAsync();
        Tell(deadLetterTopic);
    }

    private async Task<List<Delivery>> ReadAsync(string app, string topic, string after, int limit)
    {
        try
        {
            // First what was given to this app before its sidecar started, then what nobody was given yet.
            var entries = await Streams.StreamReadGroupAsync(topic, app, app, after.Length == 0 ? StreamPosition.Beginning : after, limit);
            if (entries.Length == 0)
                entries = await Streams.StreamReadGroupAsync(topic, app, app, StreamPosition.NewMessages, limit);
            return [.. entries.Select(entry => new Delivery(entry.Id!, 0, (byte[])entry[Data]!))];
        }
        catch (RedisServerException lost) when (lost.Message.StartsWith("NOGROUP", StringComparison.Ordinal))
        {
            // The server came back without what it had; what is published from now on is brought.
            await MakeGroup(topic, app);
            return [];
        }
    }

    private async Task MakeGroup(string topic, string app)
    {
        try
        {
            await Streams.StreamCreateConsumerGroupAsync(topic, app, StreamPosition.Beginning, createStream: true);
        }
        catch (RedisServerException there) when (there.Message.StartsWith("BUSYGROUP", StringComparison.Ordinal))
        {
            // It goes on where it was.
        }

        await Streams.SetAddAsync(OwnTopics(app), topic);
        await Streams.SetAddAsync(Topics, topic);
    }

    private static string OwnTopics(string app) => $"{Topics}:{app}";

    private void Tell(string topic) => _redis.GetSubscriber().Publish(News, topic, CommandFlags.FireAndForget);

    private void Wake(Func<string, bool> isMeant)
    {
        foreach (var ((_, topic), signal) in _listeners)
        {
            if (isMeant(topic))
                signal.Set();
        }
    }
}
