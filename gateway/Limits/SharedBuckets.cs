using StackExchange.Redis;

namespace Aftersales.Gateway.Limits;

/// <summary>
/// Where the gateways tell each other what they let pass: one script, one round trip, on Redis' own clock. A limit is not worth an outage: nobody waits for
/// a Redis that is away, which is asked again once a second.
/// </summary>
internal sealed partial class SharedBuckets(ConfigurationOptions options, GatewaySettings settings, ILogger<SharedBuckets> log) : IAsyncDisposable
{
    private const int PatienceMilliseconds = 500;

    // Microseconds. KEYS are the buckets, ARGV interval and calls of each. Answers how long it is until each is full.
    private const string Script =
        """
        local clock = redis.call('TIME')
        local now = clock[1] * 1000000 + clock[2]
        local left = {}
        for i = 1, #KEYS do
          local interval, calls = tonumber(ARGV[2 * i - 1]), tonumber(ARGV[2 * i])
          local full = math.max(tonumber(redis.call('GET', KEYS[i]) or 0), now) + calls * interval
          if calls > 0 then
            redis.call('SET', KEYS[i], string.format('%.0f', full), 'PX', math.ceil((full - now) / 1000))
          end
          left[i] = full - now
        end
        return left
        """;

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    private readonly Lazy<Task<ConnectionMultiplexer>> connection = new(() => ConnectionMultiplexer.ConnectAsync(options));

    // Ticks at which it is asked again; 0 while it is there.
    private long askAgain;

    /// <summary>How a server is reached; connecting is left to the first call, which needs no server either.</summary>
    /// <exception cref="ArgumentException">The text is no StackExchange.Redis configuration.</exception>
    public static ConfigurationOptions Options(string configuration)
    {
        var options = ConfigurationOptions.Parse(configuration);
        options.AbortOnConnectFail = false;
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.ConnectTimeout = PatienceMilliseconds;
        options.AsyncTimeout = PatienceMilliseconds;
        return options;
    }

    /// <summary>Tells what was taken. Microseconds until each bucket is full; null when Redis is away.</summary>
    public async Task<long[]?> Tell(Told[] told)
    {
        if (!MayAsk())
            return null;
        try
        {
            var database = (await connection.Value).GetDatabase();
            var left = (long[])(await database.ScriptEvaluateAsync(
                Script,
                [.. told.Select(bucket => (RedisKey)bucket.Key)],
                [.. told.SelectMany(bucket => new RedisValue[] { bucket.Interval, bucket.Calls })]))!;
            if (Interlocked.Exchange(ref askAgain, 0) != 0)
                Log.Back(log);
            return left;
        }
        catch (Exception e) when (e is RedisException or TimeoutException or ObjectDisposedException)
        {
            if (Interlocked.Exchange(ref askAgain, Now + Rest.Ticks) == 0)
                Log.Away(log, e.GetType().Name);
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (connection.IsValueCreated)
            await (await connection.Value).DisposeAsync();
    }

    private long Now => settings.Time.GetUtcNow().UtcTicks;

    private bool MayAsk()
    {
        var due = Volatile.Read(ref askAgain);
        return due == 0 || (due <= Now && Interlocked.CompareExchange(ref askAgain, Now + Rest.Ticks, due) == due);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Redis is away ({Error}): each gateway counts calls for itself")]
        public static partial void Away(ILogger log, string error);

        [LoggerMessage(LogLevel.Warning, "Redis is back: the gateways count calls together again")]
        public static partial void Back(ILogger log);
    }
}
