using System.Collections.Concurrent;
using System.Diagnostics;
using Aftersales.Testing;
using StackExchange.Redis;

namespace Aftersales.StandIns.Tests.Redis;

/// <summary>StackExchange.Redis on the stand-ins against a real server that dies and comes back.</summary>
public sealed class OutageTests : IAsyncLifetime
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(30);

    private readonly RedisServer server = RedisServer.Start();
    private readonly ConcurrentDictionary<ConnectionType, TaskCompletionSource> restored = [];
    private readonly TaskCompletionSource lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ConnectionMultiplexer redis = null!;

    private IDatabase Database => redis.GetDatabase();

    public async Task InitializeAsync()
    {
        redis = await ConnectionMultiplexer.ConnectAsync(new ConfigurationOptions
        {
            EndPoints = { server.Endpoint },
            AbortOnConnectFail = false,
            BacklogPolicy = BacklogPolicy.FailFast,
            HeartbeatInterval = TimeSpan.FromMilliseconds(100),
            ReconnectRetryPolicy = new LinearRetry(100),
        });
        redis.ConnectionFailed += (_, _) => lost.TrySetResult();
        redis.ConnectionRestored += (_, e) => Restored(e.ConnectionType).TrySetResult();
    }

    public async Task DisposeAsync()
    {
        await redis.DisposeAsync();
        server.Dispose();
    }

    [Fact]
    public async Task After_a_crash_it_connects_again_by_itself_and_subscriptions_resume()
    {
        var messages = new ConcurrentQueue<string>();
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await redis.GetSubscriber().SubscribeAsync(RedisChannel.Literal("news"), (_, message) =>
        {
            messages.Enqueue(message!);
            if (message == "after") arrived.TrySetResult();
        });
        (await Database.PublishAsync(RedisChannel.Literal("news"), "before")).ShouldBe(1);

        await Crash();
        server.Restart();
        await Restored(ConnectionType.Interactive).Task.WaitAsync(patience);
        await Restored(ConnectionType.Subscription).Task.WaitAsync(patience);

        (await Database.StringSetAsync("key", "value")).ShouldBeTrue();
        // The subscription is asked for again just after the connection is there.
        using var waited = new CancellationTokenSource(patience);
        while (await Database.PublishAsync(RedisChannel.Literal("news"), "after") == 0) waited.Token.ThrowIfCancellationRequested();
        await arrived.Task.WaitAsync(patience);
        messages.ShouldBe(["before", "after"]);
    }

    [Fact]
    public async Task While_the_server_is_down_commands_fail_at_once()
    {
        await Crash();

        var clock = Stopwatch.StartNew();
        await Should.ThrowAsync<RedisConnectionException>(() => Database.StringGetAsync("key"));
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(1), "the default time-out of a waiting command is 5 s");
    }

    [Fact]
    public async Task What_is_under_way_when_the_server_dies_ends_and_no_answer_is_a_wrong_one()
    {
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var started = 0;
        var load = Task.Run(async () =>
        {
            List<Task<RedisResult>> calls = [];
            while (!lost.Task.IsCompleted)
            {
                calls.Add(Database.ExecuteAsync("ECHO", calls.Count));
                if (++started == 5_000) enough.TrySetResult();
                if (started % 500 == 0) await Task.WhenAny(calls[^250], lost.Task);
            }
            return calls;
        });

        await enough.Task.WaitAsync(patience);
        await Crash();
        var all = await load.WaitAsync(patience);
        await Task.WhenAll(all.Select(call => call.ContinueWith(_ => { }, TaskScheduler.Default))).WaitAsync(patience);

        var right = all.Where((call, index) => call.IsCompletedSuccessfully && (int)call.Result == index).Count();
        var failed = all.Where(call => call.Exception?.InnerException is RedisConnectionException).Count();
        right.ShouldBeGreaterThan(0);
        (right + failed).ShouldBe(all.Count);
    }

    private async Task Crash()
    {
        server.Kill();
        await lost.Task.WaitAsync(patience);
    }

    private TaskCompletionSource Restored(ConnectionType type) =>
        restored.GetOrAdd(type, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
