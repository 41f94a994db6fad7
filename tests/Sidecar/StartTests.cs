using Aftersales.Contracts.Dapr;
using Aftersales.Sidecar.Tests.Support;
using Dapr.Client;
using Grpc.Core;

namespace Aftersales.Sidecar.Tests;

/// <summary>How sidecar and app come up, in whichever order.</summary>
public sealed class StartTests : IAsyncLifetime
{
    private readonly Machine _machine = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _machine.DisposeAsync();

    [Fact]
    public async Task Outbound_health_is_good_from_the_start_and_health_when_the_app_listens()
    {
        var port = Machine.FreePort();
        var sidecar = await _machine.SidecarAsync("app", port);
        using var client = Machine.ClientOf(sidecar);

        await client.WaitForSidecarAsync();
        (await client.CheckOutboundHealthAsync()).ShouldBeTrue();
        (await client.CheckHealthAsync()).ShouldBeFalse();

        var app = await _machine.AppAsync(new Behaviour().Subscribe("cases"), port);
        await sidecar.WhenSubscribed.WaitAsync(Machine.Patience);
        (await client.CheckHealthAsync()).ShouldBeTrue();

        await app.DisposeAsync();
        (await client.CheckHealthAsync()).ShouldBeTrue("an app that goes later does not change it");
    }

    [Fact]
    public async Task A_late_app_loses_nothing_that_was_published_before_it_came()
    {
        var port = Machine.FreePort();
        await _machine.SidecarAsync("late", port);
        using var client = Machine.ClientOf(await _machine.CallerAsync());
        await client.PublishEventAsync("pubsub", "cases", "early");

        var behaviour = new Behaviour().Subscribe("cases");
        var seen = Next(behaviour);
        await _machine.AppAsync(behaviour, port);

        (await seen.WaitAsync(Machine.Patience)).Data.ToStringUtf8().ShouldBe("\"early\"");
    }

    [Fact]
    public async Task An_app_that_is_not_well_yet_is_not_asked()
    {
        var behaviour = new Behaviour { IsHealthy = false }.Subscribe("cases");
        var app = await _machine.AppAsync(behaviour);
        var sidecar = await _machine.SidecarAsync("app", app.Port);
        using var client = Machine.ClientOf(sidecar);
        while (!await client.CheckHealthAsync())
            await Task.Yield();
        behaviour.Listings.ShouldBe(0);

        behaviour.IsHealthy = true;

        await sidecar.WhenSubscribed.WaitAsync(Machine.Patience);
        behaviour.Listings.ShouldBe(1);
    }

    [Fact]
    public async Task An_app_that_fails_to_say_what_it_wants_is_asked_again_up_to_four_times()
    {
        var behaviour = new Behaviour();
        behaviour.OnListing = () => behaviour.Listings < 4
            ? throw new RpcException(new Status(StatusCode.Internal, "not now"))
            : Task.FromResult(new ListTopicSubscriptionsResponse { Subscriptions = { new TopicSubscription { PubsubName = "pubsub", Topic = "cases" } } });

        var sidecar = await _machine.SidecarAsync("app", (await _machine.AppAsync(behaviour)).Port);
        await sidecar.WhenSubscribed.WaitAsync(Machine.Patience);

        behaviour.Listings.ShouldBe(4);
    }

    [Fact]
    public async Task The_apps_token_comes_with_its_events()
    {
        var behaviour = new Behaviour().Subscribe("cases");
        var seen = Next(behaviour);
        var app = await _machine.AppAsync(behaviour);
        var sidecar = await _machine.SidecarAsync("app", app.Port, options => options with { AppToken = "apps" });
        using var client = Machine.ClientOf(sidecar);

        await client.PublishEventAsync("pubsub", "cases", "x");
        await seen.WaitAsync(Machine.Patience);

        behaviour.EventHeaders.ShouldHaveSingleItem().GetValue("dapr-api-token").ShouldBe("apps");
        behaviour.EventHeaders.Single().Get("dapr-caller-app-id").ShouldBeNull("so an app can tell its own sidecar from a proxied caller");
    }

    [Theory, InlineData(""), InlineData("Upper"), InlineData("../etc"), InlineData(".key")]
    public async Task A_name_that_is_no_app_id_is_refused(string appId) =>
        await Should.ThrowAsync<ArgumentException>(() => _machine.SidecarAsync(appId, 1));

    private static Task<TopicEventRequest> Next(Behaviour behaviour)
    {
        var next = new TaskCompletionSource<TopicEventRequest>();
        behaviour.OnEvent = seen =>
        {
            next.TrySetResult(seen);
            return Task.FromResult(TopicEventResponse.Types.TopicEventResponseStatus.Success);
        };
        return next.Task;
    }
}
