using StackExchange.Redis;

namespace Aftersales.Gateway.Limits;

/// <summary>
/// Buckets that all gateways share. One script and one round trip a call, on Redis' own clock. A limit is not worth an outage: nobody waits for a Redis
/// that is away, which is asked again once a second.
/// </summary>
internal sealed partial class RedisBuckets(ConfigurationOptions options, GatewaySettings settings, ILogger<RedisBuckets> log) : IAsyncDisposable
{
    private const int PatienceMilliseconds = 500;

    // Microseconds. KEYS are the buckets, ARGV interval and burst of each. Answers how long to wait, and for which.
    private const string Script =
        """
        local clock = redis.call('TIME')
        local now = clock[1] * 1000000 + clock[2]
        local wait, emptiest, full = 0, 0, {}
        for i = 1, #KEYS do
          local interval, burst = tonumber(ARGV[2 * i - 1]), tonumber(ARGV[2 * i])
          full[i] = math.max(tonumber(redis.call('GET', KEYS[i]) or 0), now) + interval
          local missing = full[i] - burst * interval - now
          if missing > wait then wait, emptiest = missing, i - 1 end
        end
        if wait == 0 then
          for i = 1, #KEYS do
            redis.call('SET', KEYS[i], string.format('%.0f', full[i]), 'PX', math.ceil((full[i] - now) / 1000))
          end
        end
        return {wait, emptiest}
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

    /// <summary>Null when Redis is away.</summary>
    public async ValueTask<Taken?> Take(Bucket[] buckets)
    {
        if (!MayAsk())
            return null;
        try
        {
            var database = (await connection.Value).GetDatabase();
            var answer = (long[])(await database.ScriptEvaluateAsync(
                Script,
                [.. buckets.Select(bucket => (RedisKey)bucket.Key)],
                [.. buckets.SelectMany(bucket => new RedisValue[] { bucket.Allowance.Interval, bucket.Allowance.Burst })]))!;
            if (Interlocked.Exchange(ref askAgain, 0) != 0)
                Log.Back(log);
            return new(TimeSpan.FromMicroseconds(answer[0]), (int)answer[1]);
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
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
