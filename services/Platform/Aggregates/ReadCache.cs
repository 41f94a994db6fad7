using System.Text;
using Aftersales.Platform.Identity;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Aftersales.Platform.Aggregates;

/// <summary>States that were read or written a moment ago, kept for queries. Never the only home of anything, and never decided on.</summary>
public interface IReadCache
{
    /// <summary>What is kept, or null. Never throws: a cache that is away has nothing.</summary>
    ValueTask<CachedState?> Find(string merchant, string kind, string id);

    /// <summary>Keeps a state unless the same or a newer version is kept already. Never throws: what cannot be kept is not.</summary>
    ValueTask Keep(string merchant, string kind, string id, CachedState state);
}

/// <param name="Key">The key of its personal fields; null where it has none. It outlives its removal by <see cref="RedisReadCache.Life"/> here.</param>
public sealed record CachedState(long Version, string State, string? Key);

/// <summary>For services that have no Redis.</summary>
public sealed class NoReadCache : IReadCache
{
    public ValueTask<CachedState?> Find(string merchant, string kind, string id) => default;

    public ValueTask Keep(string merchant, string kind, string id, CachedState state) => default;
}

/// <summary>The read cache in Redis, sealed as a whole (R-PPL-2). Nobody waits for a Redis that is away, and one line a minute says so.</summary>
public sealed partial class RedisReadCache : IReadCache, IAsyncDisposable
{
    /// <summary>
    /// How long a state is kept. A newer one that could not be kept because Redis was away just then leaves the older one in its place:
    /// for this long at most, since a state is not kept for longer by being read or kept again.
    /// </summary>
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(10);

    private const int ConnectMilliseconds = 1000;
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);
    private static readonly RedisValue[] Fields = ["version", "state"];

    // One step, so that of two that keep at the same time the newer stays, and no key is without an end.
    private const string KeepNewer =
        """
        local kept = redis.call('HGET', KEYS[1], 'version')
        if kept and tonumber(kept) >= tonumber(ARGV[1]) then return 0 end
        redis.call('HSET', KEYS[1], 'version', ARGV[1], 'state', ARGV[2])
        redis.call('PEXPIRE', KEYS[1], ARGV[3])
        return 1
        """;

    private readonly string service;
    private readonly Vault vault;
    private readonly TimeProvider time;
    private readonly ILogger<RedisReadCache> log;
    private readonly Lazy<Task<ConnectionMultiplexer>> connection;
    private long said;

    /// <param name="configuration"><c>HOST:PORT</c>, or more in StackExchange.Redis's syntax. Connecting is left to the first use.</param>
    /// <param name="service">Whose states: services that share a Redis share no keys.</param>
    /// <exception cref="ArgumentException">The text is no StackExchange.Redis configuration.</exception>
    public RedisReadCache(string configuration, string service, Vault vault, TimeProvider time, ILogger<RedisReadCache> log)
    {
        (this.service, this.vault, this.time, this.log) = (service, vault, time, log);
        var options = ConfigurationOptions.Parse(configuration);
        options.AbortOnConnectFail = false;
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.ConnectTimeout = ConnectMilliseconds;
        options.ReconnectRetryPolicy = new LinearRetry(ConnectMilliseconds);
        connection = new(() =>
        {
            options.AsyncTimeout = options.SyncTimeout = (int)Patience.TotalMilliseconds;
            return ConnectionMultiplexer.ConnectAsync(options);
        });
    }

    /// <summary>How long a call waits for Redis before it goes on without.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMilliseconds(100);

    public async ValueTask<CachedState?> Find(string merchant, string kind, string id)
    {
        try
        {
            var found = await Ask(redis => redis.HashGetAsync(Key(merchant, kind, id), Fields));
            return found is [{ IsNull: false } version, { IsNull: false } state]
                ? Read((long)version, Encoding.UTF8.GetString(vault.Open((byte[])state!)))
                : null;
        }
        catch (Exception e)
        {
            Missed(e);
            return null;
        }
    }

    public async ValueTask Keep(string merchant, string kind, string id, CachedState state)
    {
        try
        {
            RedisValue[] arguments = [state.Version, vault.Seal(Encoding.UTF8.GetBytes($"{state.Key}\n{state.State}")), (long)Life.TotalMilliseconds];
            await Ask(redis => redis.ScriptEvaluateAsync(KeepNewer, [Key(merchant, kind, id)], arguments));
        }
        catch (Exception e)
        {
            Missed(e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (connection.IsValueCreated)
            await (await connection.Value).DisposeAsync();
    }

    // The key stands in a line before the state, which has none; replicas of releases before it wrote the state alone.
    private static CachedState? Read(long version, string kept) =>
        kept.Split('\n', 2) is [var key, var state] ? new(version, state, key.Length == 0 ? null : key) : null;

    // The multiplexer looks for what is overdue once a second only.
    private Task<T> Ask<T>(Func<IDatabase, Task<T>> question)
    {
        return Answer().WaitAsync(Patience);

        async Task<T> Answer() => await question((await connection.Value).GetDatabase());
    }

    // A merchant's colons must not look like those between the parts: then one merchant's key could be another's.
    private RedisKey Key(string merchant, string kind, string id) => $"aftersales:{service}:{Uri.EscapeDataString(merchant)}:{kind}:{id}";

    // The type only: messages of this client quote keys.
    private void Missed(Exception e)
    {
        var (now, last) = (time.GetTimestamp(), Interlocked.Read(ref said));
        if ((last == 0 || time.GetElapsedTime(last, now) >= Quiet) && Interlocked.CompareExchange(ref said, now, last) == last)
            Away(log, e.GetType().Name);
    }

    [LoggerMessage(LogLevel.Warning, "the read cache is away ({Error}): queries read the database")]
    private static partial void Away(ILogger log, string error);
}
