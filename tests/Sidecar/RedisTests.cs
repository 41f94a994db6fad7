using System.Text;
using Aftersales.Contracts.Dapr;
using Aftersales.Sidecar.Events;
using Aftersales.Sidecar.Tests.Support;
using Aftersales.Testing;
using Dapr.Client;
using static Aftersales.Contracts.Dapr.TopicEventResponse.Types;

namespace Aftersales.Sidecar.Tests;

/// <summary>The same promises where events go through a real Redis, each test on topics of its own.</summary>
public sealed class RedisTests : IAsyncLifetime
{
    // A database of its own: what is pending there is this class's alone.
    private static readonly string Server = RedisServer.Shared.Endpoint + ",defaultDatabase=9";
    private readonly string _topic = $"cases-{Guid.NewGuid():N}";
    private readonly Peers _peers = new();
    private readonly List<IAsyncDisposable> _running = [];
    private RedisStreams _streams = null!;
    private DaprClient _client = null!;

    private string Dead => _topic + ".dead";

    public async Task InitializeAsync()
    {
        _streams = await RedisStreams.OpenAsync(Server);
        _client = Machine.ClientOf(await SidecarAsync("publisher", Machine.FreePort()));
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        foreach (var running in Enumerable.Reverse(_running))
            await running.DisposeAsync();
        _streams.Dispose();
    }

    [Fact]
    public async Task Every_app_gets_every_event_once_and_what_it_drops_is_a_dead_letter()
    {
        var first = await SubscriberAsync("first", new Behaviour().Subscribe(_topic, Dead));
        var second = await SubscriberAsync("second", new Behaviour { OnEvent = seen => Task.FromResult(seen.Id == "bad" && seen.Topic == _topic ? TopicEventResponseStatus.Drop : TopicEventResponseStatus.Success) }
            .Subscribe(_topic, Dead).Subscribe(Dead));

        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => PublishAsync($"evt-{i}")).Append(PublishAsync("bad")));
        await IdleAsync();

        string[] all = [.. Enumerable.Range(0, 200).Select(i => $"evt-{i}"), "bad"];
        first.Events.Select(seen => seen.Id).ShouldBe(all, ignoreOrder: true);
        second.Events.Where(seen => seen.Topic == _topic).Select(seen => seen.Id).ShouldBe(all, ignoreOrder: true);
        second.Events.Where(seen => seen.Topic == Dead).ShouldHaveSingleItem().Id.ShouldBe("bad");
    }

    [Fact]
    public async Task What_was_published_before_or_left_unsettled_is_brought_when_the_sidecar_is_back()
    {
        await PublishAsync("early");
        var behaviour = new Behaviour { OnEvent = seen => Task.FromResult(seen.Id == "held" ? TopicEventResponseStatus.Retry : TopicEventResponseStatus.Success) }.Subscribe(_topic);
        var app = Keep(await App.StartAsync(behaviour));
        var sidecar = await SidecarAsync("subscriber", app.Port);
        await sidecar.WhenSubscribed.WaitAsync(Machine.Patience);
        await IdleAsync();
        await PublishAsync("held");
        while (behaviour.Events.All(seen => seen.Id != "held"))
            await Task.Delay(5);
        await sidecar.DisposeAsync();
        await PublishAsync("late");
        (await _streams.PendingAsync()).ShouldBe(2);

        behaviour.Events.Select(seen => seen.Id).Distinct().ShouldBe(["early", "held"]);
        behaviour.Events.Clear();
        behaviour.OnEvent = _ => Task.FromResult(TopicEventResponseStatus.Success);
        await SidecarAsync("subscriber", app.Port);
        await IdleAsync();

        behaviour.Events.Select(seen => seen.Id).ShouldBe(["held", "late"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_topic_that_the_app_no_longer_wants_is_given_up()
    {
        var app = Keep(await App.StartAsync(new Behaviour { OnEvent = _ => Task.FromResult(TopicEventResponseStatus.Retry) }.Subscribe(_topic)));
        var sidecar = await SidecarAsync("subscriber", app.Port);
        await sidecar.WhenSubscribed.WaitAsync(Machine.Patience);
        await PublishAsync("evt-1");
        await sidecar.DisposeAsync();
        (await _streams.PendingAsync()).ShouldBe(1);

        await SubscriberAsync("subscriber", new Behaviour());

        (await _streams.PendingAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task After_the_server_lost_everything_what_is_published_anew_is_brought()
    {
        var behaviour = await SubscriberAsync("subscriber", new Behaviour().Subscribe(_topic));
        await using (var redis = await StackExchange.Redis.ConnectionMultiplexer.ConnectAsync(Server))
            await redis.GetDatabase().KeyDeleteAsync(_topic);

        await PublishAsync("anew");
        using var patience = new CancellationTokenSource(Machine.Patience);
        while (behaviour.Events.IsEmpty)
            await Task.Delay(5, patience.Token);

        behaviour.Events.ShouldHaveSingleItem().Id.ShouldBe("anew");
    }

    private async Task<Behaviour> SubscriberAsync(string appId, Behaviour behaviour)
    {
        var sidecar = await SidecarAsync(appId, Keep(await App.StartAsync(behaviour)).Port);
        await sidecar.WhenSubscribed.WaitAsync(Machine.Patience);
        return behaviour;
    }

    private async Task<SidecarHost> SidecarAsync(string appId, int appPort) => Keep(await SidecarHost.StartAsync(
        new() { AppId = appId, AppPort = appPort, Delivery = new() { FirstRetryDelay = TimeSpan.FromMilliseconds(5), MaxRetryDelay = TimeSpan.FromMilliseconds(20), AttemptsBeforeDeadLetter = int.MaxValue } },
        _peers,
        _streams));

    private Task PublishAsync(string id) => _client.PublishByteEventAsync(
        "pubsub", _topic, Encoding.UTF8.GetBytes($$"""{"specversion":"1.0","id":"{{id}}","type":"case.opened","source":"complaint","data":{ } }"""), CloudEvent.MediaType);

    private async Task IdleAsync()
    {
        using var patience = new CancellationTokenSource(Machine.Patience);
        while (await _streams.PendingAsync() > 0)
            await Task.Delay(5, patience.Token);
    }

    private T Keep<T>(T running)
        where T : IAsyncDisposable
    {
        _running.Add(running);
        return running;
    }
}
