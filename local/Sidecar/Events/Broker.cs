using System.Collections.Concurrent;
using System.Globalization;

namespace Aftersales.Sidecar.Events;

/// <summary>Events in one SQLite file, which the sidecars of one machine share. One process may hold it for many sidecars; several processes may hold the same file.</summary>
public sealed class Broker : PubSub
{
    private static readonly TimeSpan BetweenPurges = TimeSpan.FromSeconds(30);

    private readonly BrokerOptions _options;
    private readonly BrokerFile _reader;
    private readonly Lock _reading = new();
    private readonly BrokerWriter _writer;
    private readonly ConcurrentDictionary<(string App, string Topic), Signal> _listeners = new();
    private readonly ITimer? _look;
    private readonly ITimer _purge;
    private TaskCompletionSource _changed = NewChange();
    private long _dataVersion;

    private Broker(string path, BrokerOptions options)
    {
        _options = options;
        _reader = new BrokerFile(path);
        _writer = new BrokerWriter(path, OnChanged);
        _purge = options.Time.CreateTimer(_ => _ = PurgeAsync(), null, BetweenPurges, BetweenPurges);
        if (options.SharedWithOtherProcesses)
            _look = options.Time.CreateTimer(_ => LookForOthersWork(), null, options.LookInterval, options.LookInterval);
    }

    /// <summary>Opens the file, creating it where it is missing. What was unsettled when its last owner ended, in whatever way, is delivered again.</summary>
    public static Broker Open(string path, BrokerOptions? options = null)
    {
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
            Directory.CreateDirectory(folder);
        return new(path, options ?? new());
    }

    /// <summary>Whether everything published has been settled by everybody.</summary>
    public bool IsIdle => Pending == 0;

    internal override string Type => "pubsub.sqlite";

    private long Pending => Read(file => file.Number(Schema.Pending));

    public override Task<long> PendingAsync() => Task.FromResult(Pending);

    /// <summary>How many deliveries one app has not settled.</summary>
    public long PendingFor(string appId) => Read(file => file.Number(Schema.PendingForApp, ("$app", appId)));

    /// <summary>Returns when the broker is idle; sooner than that never, so give it a cancellation.</summary>
    public async Task WhenIdleAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var change = _changed.Task;
            if (IsIdle)
                return;
            await change.WaitAsync(cancellation);
        }
    }

    /// <summary>Deletes the events that everybody has settled and that are older than <see cref="BrokerOptions.KeptForLateSubscribers"/>.</summary>
    public Task PurgeAsync()
    {
        var before = (_options.Time.GetUtcNow() - _options.KeptForLateSubscribers).ToUnixTimeMilliseconds();
        return _writer.WriteAsync(file => file.Run(Schema.Purge, ("$before", before)));
    }

    /// <summary>Waits for the last commit and closes the file.</summary>
    public override void Dispose()
    {
        _look?.Dispose();
        _purge.Dispose();
        _writer.Dispose();
        lock (_reading)
            _reader.Dispose();
    }

    /// <summary>Returns when the event is on the disk.</summary>
    internal override Task PublishAsync(string topic, byte[] cloudEvent) => _writer.WriteAsync(file => Add(file, topic, cloudEvent));

    internal override Task SubscribeAsync(string app, IReadOnlyCollection<string> topics) => _writer.WriteAsync(file =>
    {
        foreach (var old in file.Rows(Schema.SubscribedTopics, row => row.GetString(0), ("$app", app)).Except(topics))
            file.Run(Schema.Unsubscribe, ("$app", app), ("$topic", old));
        foreach (var topic in topics)
            file.Run(Schema.Subscribe, ("$app", app), ("$topic", topic));
    });

    internal override Signal Listen(string app, string topic) => _listeners.GetOrAdd((app, topic), _ => new Signal());

    internal override Task<List<Delivery>> LoadAsync(string app, string topic, string after, int limit) => Task.FromResult(Read(file => file.Rows(
        Schema.Load,
        row => new Delivery(row.GetInt64(0).ToString(CultureInfo.InvariantCulture), row.GetInt32(1), row.GetFieldValue<byte[]>(2)),
        ("$app", app), ("$topic", topic), ("$after", after.Length == 0 ? 0 : Seq(after)), ("$limit", limit))));

    internal override Task SettleAsync(string app, string topic, string id) =>
        _writer.WriteAsync(file => file.Run(Schema.Settle, ("$app", app), ("$topic", topic), ("$seq", Seq(id))));

    internal override Task NoteAttemptsAsync(string app, string topic, string id, int attempts) =>
        _writer.WriteAsync(file => file.Run(Schema.NoteAttempts, ("$app", app), ("$topic", topic), ("$seq", Seq(id)), ("$attempts", attempts)));

    internal override Task MoveAsync(string app, string topic, Delivery delivery, string deadLetterTopic) => _writer.WriteAsync(file =>
    {
        Add(file, deadLetterTopic, delivery.Body);
        file.Run(Schema.Settle, ("$app", app), ("$topic", topic), ("$seq", Seq(delivery.Id)));
    });

    private void Add(BrokerFile file, string topic, byte[] cloudEvent) => file.Run(
        Schema.AddEvent, ("$topic", topic), ("$body", cloudEvent), ("$now", _options.Time.GetUtcNow().ToUnixTimeMilliseconds()));

    private T Read<T>(Func<BrokerFile, T> read)
    {
        lock (_reading)
            return read(_reader);
    }

    private void LookForOthersWork()
    {
        try
        {
            var version = Read(file => file.Number(Schema.DataVersion));
            if (Interlocked.Exchange(ref _dataVersion, version) != version)
                OnChanged();
        }
        catch (ObjectDisposedException)
        {
            // The last look crossed the closing.
        }
    }

    private void OnChanged()
    {
        foreach (var listener in _listeners.Values)
            listener.Set();
        Interlocked.Exchange(ref _changed, NewChange()).SetResult();
    }

    private static long Seq(string id) => long.Parse(id, CultureInfo.InvariantCulture);

    private static TaskCompletionSource NewChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
