using StackExchange.Redis;

namespace Aftersales.Gateway.Limits;

/// <summary>Counts in Redis. A limit is not worth an outage: nobody waits for a Redis that is away.</summary>
internal sealed partial class RedisCounter(ConfigurationOptions options, ILogger<RedisCounter> log) : IAsyncDisposable
{
    private const int PatienceMilliseconds = 500;

    // One step, so that no key stays without an end.
    private const string CountOnce =
        """
        local count = redis.call('INCR', KEYS[1])
        if count == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
        return count
        """;

    private readonly Lazy<Task<ConnectionMultiplexer>> connection = new(() => ConnectionMultiplexer.ConnectAsync(options));
    private int away;

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

    /// <summary>Adds one and returns the sum; null when Redis is away. The key ends with its window.</summary>
    public async Task<long?> Count(string key, TimeSpan window)
    {
        try
        {
            var database = (await connection.Value).GetDatabase();
            var count = (long)await database.ScriptEvaluateAsync(CountOnce, [key], [(long)window.TotalMilliseconds]);
            if (Interlocked.Exchange(ref away, 0) == 1)
                Log.Back(log);
            return count;
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            if (Interlocked.Exchange(ref away, 1) == 0)
                Log.Away(log, e.GetType().Name);
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (connection.IsValueCreated)
            await (await connection.Value).DisposeAsync();
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Redis is away ({Error}): calls are not limited")]
        public static partial void Away(ILogger log, string error);

        [LoggerMessage(LogLevel.Warning, "Redis is back: calls are limited again")]
        public static partial void Back(ILogger log);
    }
}
