using System.Collections.Concurrent;
using System.Text.Json;
using Aftersales.Contracts.Dapr;
using Aftersales.Sidecar.Events;
using Aftersales.Sidecar.Tests.Support;
using Dapr.Client;
using static Aftersales.Contracts.Dapr.TopicEventResponse.Types;

namespace Aftersales.Sidecar.Tests;

/// <summary>Events from publish to the app, and what becomes of them there.</summary>
public sealed class EventTests : IAsyncLifetime
{
    private readonly Machine _machine = new(new() { KeptForLateSubscribers = TimeSpan.Zero });
    private SidecarHost _publisher = null!;
    private DaprClient _client = null!;

    public async Task InitializeAsync()
    {
        _publisher = await _machine.CallerAsync("publisher");
        _client = Machine.ClientOf(_publisher);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _machine.DisposeAsync();
    }

    [Fact]
    public async Task A_CloudEvent_keeps_id_type_source_subject_and_extensions()
    {
        var app = await SubscriberAsync(new Behaviour().Subscribe("cases"));

        await PublishAsync("cases", "evt-1", """{"b":1,"a":"x"}""");
        await _machine.IdleAsync();

        var seen = app.Events.ShouldHaveSingleItem();
        (seen.Id, seen.Type, seen.Source, seen.SpecVersion).ShouldBe(("evt-1", "case.opened", "complaint", "1.0"));
        (seen.PubsubName, seen.Topic, seen.DataContentType).ShouldBe(("pubsub", "cases", "application/json"));
        seen.Data.ToStringUtf8().ShouldBe("""{"a":"x","b":1}""");
        seen.Extensions.Fields["subject"].StringValue.ShouldBe("case_1");
        seen.Extensions.Fields["merchant"].StringValue.ShouldBe("m_1");
        seen.Extensions.Fields["version"].NumberValue.ShouldBe(3);
        seen.Extensions.Fields["topic"].StringValue.ShouldBe("cases");
        seen.Extensions.Fields["pubsubname"].StringValue.ShouldBe("pubsub");
        seen.Extensions.Fields.Keys.ShouldNotContain("id");
    }

    [Fact]
    public async Task A_plain_publish_is_wrapped_in_an_envelope_of_the_sidecars()
    {
        var app = await SubscriberAsync(new Behaviour().Subscribe("cases"));

        await _client.PublishEventAsync("pubsub", "cases", new { Name = "x" });
        await _machine.IdleAsync();

        var seen = app.Events.ShouldHaveSingleItem();
        Guid.TryParse(seen.Id, out _).ShouldBeTrue();
        (seen.Source, seen.Type, seen.SpecVersion).ShouldBe(("publisher", "com.dapr.event.sent", "1.0"));
        seen.Data.ToStringUtf8().ShouldBe("""{"name":"x"}""");
        seen.Extensions.Fields.ShouldContainKey("time");
    }

    [Theory, InlineData("text/plain", "a <b>"), InlineData("application/octet-stream", "bytes")]
    public async Task Content_that_is_not_JSON_arrives_as_it_was(string contentType, string content)
    {
        var app = await SubscriberAsync(new Behaviour().Subscribe("cases"));

        await _client.PublishByteEventAsync("pubsub", "cases", System.Text.Encoding.UTF8.GetBytes(content), contentType);
        await _machine.IdleAsync();

        app.Events.ShouldHaveSingleItem().Data.ToStringUtf8().ShouldBe(content);
    }

    [Fact]
    public async Task The_path_is_that_of_the_route_which_fits_the_type()
    {
        var routes = new TopicRoutes { Default = "/other", Rules = { new TopicRule { Match = "event.type == \"case.opened\"", Path = "/opened" } } };
        var app = await SubscriberAsync(new Behaviour().Subscribe("cases", routes: routes));

        await PublishAsync("cases", "evt-1");
        await _client.PublishEventAsync("pubsub", "cases", "plain");
        await _machine.IdleAsync();

        app.Events.Select(seen => seen.Path).ShouldBe(["/opened", "/other"], ignoreOrder: true);
    }

    [Fact]
    public async Task Every_app_that_subscribed_gets_every_event_once_and_nobody_else()
    {
        var first = await SubscriberAsync(new Behaviour().Subscribe("cases"), "first");
        var second = await SubscriberAsync(new Behaviour().Subscribe("cases").Subscribe("returns"), "second");

        await Task.WhenAll(Enumerable.Range(0, 300).Select(i => PublishAsync("cases", $"evt-{i}")));
        await PublishAsync("nobody-wants-this", "evt-x");
        await _machine.IdleAsync();

        var all = Enumerable.Range(0, 300).Select(i => $"evt-{i}").ToArray();
        first.Events.Select(seen => seen.Id).ShouldBe(all, ignoreOrder: true);
        second.Events.Select(seen => seen.Id).ShouldBe(all, ignoreOrder: true);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task RETRY_and_errors_bring_the_event_again_with_the_same_id_without_limit(bool byError)
    {
        var app = await SubscriberAsync(new Behaviour().Subscribe("cases"));
        app.OnEvent = _ => app.Events.Count < 7
            ? byError ? throw new InvalidOperationException("not now") : Task.FromResult(TopicEventResponseStatus.Retry)
            : Task.FromResult(TopicEventResponseStatus.Success);

        await PublishAsync("cases", "evt-1");
        await _machine.IdleAsync();

        app.Events.Select(seen => seen.Id).ShouldBe(Enumerable.Repeat("evt-1", 7));
    }

    [Fact]
    public async Task An_event_that_waits_for_another_attempt_does_not_hold_up_the_others()
    {
        var app = await SubscriberAsync(new Behaviour().Subscribe("cases"));
        var others = new CountdownEvent(50);
        app.OnEvent = seen =>
        {
            if (seen.Id != "bad")
                others.Signal();
            return Task.FromResult(seen.Id == "bad" && !others.IsSet ? TopicEventResponseStatus.Retry : TopicEventResponseStatus.Success);
        };

        await PublishAsync("cases", "bad");
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => PublishAsync("cases", $"good-{i}")));
        await _machine.IdleAsync();

        others.IsSet.ShouldBeTrue();
    }

    [Fact]
    public async Task DROP_acknowledges()
    {
        var app = await SubscriberAsync(new Behaviour { OnEvent = _ => Task.FromResult(TopicEventResponseStatus.Drop) }.Subscribe("cases"));

        await PublishAsync("cases", "evt-1");
        await _machine.IdleAsync();

        app.Events.Count.ShouldBe(1);
    }

    [Fact]
    public async Task UNIMPLEMENTED_acknowledges()
    {
        var app = await SubscriberAsync(
            new Behaviour { OnEvent = _ => throw new Grpc.Core.RpcException(new(Grpc.Core.StatusCode.Unimplemented, "")) }.Subscribe("cases"));

        await PublishAsync("cases", "evt-1");
        await _machine.IdleAsync();

        app.Events.Count.ShouldBe(1);
    }

    [Theory, InlineData(TopicEventResponseStatus.Retry, 3), InlineData(TopicEventResponseStatus.Drop, 1)]
    public async Task What_fails_too_often_or_is_dropped_goes_to_the_dead_letter_topic(TopicEventResponseStatus status, int attempts)
    {
        var app = await SubscriberAsync(new Behaviour().Subscribe("cases", deadLetterTopic: "cases-dead").Subscribe("cases-dead"));
        app.OnEvent = seen => Task.FromResult(seen.Topic == "cases" ? status : TopicEventResponseStatus.Success);

        await PublishAsync("cases", "evt-1");
        await _machine.IdleAsync();

        app.Events.Select(seen => (seen.Topic, seen.Id)).ShouldBe([.. Enumerable.Repeat(("cases", "evt-1"), attempts), ("cases-dead", "evt-1")]);
    }

    [Fact]
    public async Task Several_events_are_brought_at_once_but_no_more_than_allowed()
    {
        var (now, most) = (0, 0);
        var eight = new TaskCompletionSource();
        var app = await SubscriberAsync(new Behaviour().Subscribe("cases"));
        app.OnEvent = async _ =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            if (most == 8)
                eight.TrySetResult();
            await eight.Task.WaitAsync(Machine.Patience);
            Interlocked.Decrement(ref now);
            return TopicEventResponseStatus.Success;
        };

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => PublishAsync("cases", $"evt-{i}")));
        await _machine.IdleAsync();

        most.ShouldBe(8);
    }

    [Fact]
    public async Task Events_wait_while_the_app_is_down_and_do_not_count_as_attempts()
    {
        var behaviour = new Behaviour().Subscribe("cases", deadLetterTopic: "cases-dead");
        var app = await _machine.AppAsync(behaviour);
        await SidecarAsync(app);
        await PublishAsync("cases", "evt-0");
        await _machine.IdleAsync();
        await app.DisposeAsync();

        await Task.WhenAll(Enumerable.Range(1, 20).Select(i => PublishAsync("cases", $"evt-{i}")));
        _machine.Broker.PendingFor("subscriber").ShouldBe(20);
        await _machine.AppAsync(behaviour, app.Port);
        await _machine.IdleAsync();

        behaviour.Events.Select(seen => seen.Id).ShouldBe(Enumerable.Range(0, 21).Select(i => $"evt-{i}"), ignoreOrder: true);
        behaviour.Listings.ShouldBe(1, "the subscriptions are asked for once");
    }

    [Fact]
    public async Task Unsettled_events_survive_a_restart_and_settled_ones_do_not_come_back()
    {
        var behaviour = new Behaviour().Subscribe("cases");
        var app = await _machine.AppAsync(behaviour);
        await SidecarAsync(app);
        await PublishAsync("cases", "settled");
        await _machine.IdleAsync();
        behaviour.OnEvent = _ => Task.FromResult(TopicEventResponseStatus.Retry);
        await PublishAsync("cases", "unsettled");
        await _machine.RestartAsync();
        _machine.Broker.PendingFor("subscriber").ShouldBe(1);

        var again = new Behaviour().Subscribe("cases");
        await SidecarAsync(await _machine.AppAsync(again));
        await _machine.IdleAsync();

        again.Events.Select(seen => seen.Id).ShouldBe(["unsettled"]);
    }

    [Fact]
    public async Task A_stopped_sidecar_brings_the_event_that_was_under_way_again()
    {
        var begun = new TaskCompletionSource();
        var hold = new TaskCompletionSource<TopicEventResponseStatus>();
        var behaviour = new Behaviour().Subscribe("cases");
        behaviour.OnEvent = _ =>
        {
            begun.TrySetResult();
            return hold.Task;
        };
        var app = await _machine.AppAsync(behaviour);
        var sidecar = await SidecarAsync(app);
        await PublishAsync("cases", "evt-1");
        await begun.Task.WaitAsync(Machine.Patience);

        await sidecar.DisposeAsync();
        hold.SetResult(TopicEventResponseStatus.Success);
        _machine.Broker.PendingFor("subscriber").ShouldBe(1);
        await SidecarAsync(app);
        await _machine.IdleAsync();

        behaviour.Events.Select(seen => seen.Id).ShouldBe(["evt-1", "evt-1"]);
    }

    [Fact]
    public async Task A_topic_that_the_app_no_longer_wants_is_given_up()
    {
        var behaviour = new Behaviour { OnEvent = _ => Task.FromResult(TopicEventResponseStatus.Retry) }.Subscribe("cases");
        var sidecar = await SidecarAsync(await _machine.AppAsync(behaviour));
        await PublishAsync("cases", "evt-1");
        _machine.Broker.PendingFor("subscriber").ShouldBe(1);
        await sidecar.DisposeAsync();

        await SidecarAsync(await _machine.AppAsync(new Behaviour().Subscribe("returns")));

        _machine.Broker.PendingFor("subscriber").ShouldBe(0);
    }

    [Fact]
    public async Task Settled_events_are_removed()
    {
        await SubscriberAsync(new Behaviour().Subscribe("cases"));
        await PublishAsync("cases", "evt-1");
        await _machine.IdleAsync();

        await _machine.Broker.PurgeAsync();

        using var file = new BrokerFile(_machine.BrokerFile);
        file.Number("select count(*) from event").ShouldBe(0);
        file.Number("select count(*) from delivery").ShouldBe(0);
    }

    [Theory]
    [InlineData("pubsub", "cases", "{")]
    [InlineData("pubsub", "cases", """{"id":"1","type":"t","specversion":"1.0"}""")]
    [InlineData("pubsub", "cases", """{"id":"","source":"s","type":"t","specversion":"1.0"}""")]
    [InlineData("pubsub", "cases", """{"id":"1","source":"s","type":"t","specversion":"1.0","data_base64":"!"}""")]
    [InlineData("elsewhere", "cases", """{"id":"1","source":"s","type":"t","specversion":"1.0"}""")]
    public async Task What_cannot_be_published_is_INVALID_ARGUMENT(string pubSub, string topic, string cloudEvent)
    {
        var refused = await Should.ThrowAsync<Dapr.DaprException>(() => _client.PublishByteEventAsync(
            pubSub, topic, System.Text.Encoding.UTF8.GetBytes(cloudEvent), CloudEvent.MediaType));

        refused.InnerException.ShouldBeOfType<Grpc.Core.RpcException>().StatusCode.ShouldBe(Grpc.Core.StatusCode.InvalidArgument);
    }

    private async Task<Behaviour> SubscriberAsync(Behaviour behaviour, string appId = "subscriber")
    {
        await SidecarAsync(await _machine.AppAsync(behaviour), appId);
        return behaviour;
    }

    private async Task<SidecarHost> SidecarAsync(App app, string appId = "subscriber")
    {
        var sidecar = await _machine.SidecarAsync(appId, app.Port);
        await sidecar.WhenSubscribed.WaitAsync(Machine.Patience);
        return sidecar;
    }

    private Task PublishAsync(string topic, string id, string data = "{}") => _client.PublishByteEventAsync(
        "pubsub",
        topic,
        System.Text.Encoding.UTF8.GetBytes($$"""
            {"specversion":"1.0","id":{{JsonSerializer.Serialize(id)}},"type":"case.opened","source":"complaint","subject":"case_1",
             "merchant":"m_1","version":3,"datacontenttype":"application/json","data":{{data}}}
            """),
        CloudEvent.MediaType);
}
