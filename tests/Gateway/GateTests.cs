using System.Diagnostics.Metrics;
using System.Net;
using Aftersales.Gateway.Gates;
using Aftersales.Gateway.Tests.Support;
using Aftersales.Platform.Grpc;
using Aftersales.Testing;
using Grpc.Core;

namespace Aftersales.Gateway.Tests;

/// <summary>A service is asked so much at once and no more, and not at all while it does not answer.</summary>
public sealed class GateTests
{
    private static readonly RpcException Gone = new(new(StatusCode.Unavailable, "connection refused"));

    [Fact]
    public async Task What_finds_the_queue_full_is_told_so_at_once_and_streams_take_no_calls_place()
    {
        await using var gateway = await GatewayHost.Start(settings => settings with { Gate = new() { Calls = new(AtOnce: 1, Waiting: 1), Streams = new(AtOnce: 1, Waiting: 0) } });
        using var watch = gateway.Client.Watch(new(), gateway.Caller());
        (await watch.ResponseStream.MoveNext().WaitAsync(GatewayHost.Patience)).ShouldBeTrue();
        (await gateway.Client.UnaryAsync(new(), gateway.Caller())).ShouldNotBeNull();

        using var giveUp = new CancellationTokenSource();
        var underWay = gateway.Client.HangAsync(new(), gateway.Caller(), cancellationToken: giveUp.Token).ResponseAsync;
        await Until(() => gateway.Backend.Calls.Count == 3);
        var waiting = gateway.Client.UnaryAsync(new(), gateway.Caller()).ResponseAsync;
        // Which of the two waits is all the same.
        var other = gateway.Ask("POST /v1/echo", "{}");
        var refused = await Task.WhenAny(waiting, other).WaitAsync(GatewayHost.Patience);
        if (refused == other)
            ShouldBeFull(await other);
        else
            ShouldBeAway(await Should.ThrowAsync<RpcException>(() => waiting), "the service has too much to do");
        gateway.Backend.Calls.Count.ShouldBe(3);
        var stream = await Should.ThrowAsync<RpcException>(() => gateway.Client.Watch(new(), gateway.Caller()).ResponseStream.MoveNext());
        ShouldBeAway(stream, "the service has too much to do");
        (await gateway.Ask("GET /v1/things:feed?count=1")).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);

        await giveUp.CancelAsync();
        await Should.ThrowAsync<RpcException>(() => underWay);
        if (refused == other)
            await waiting.WaitAsync(GatewayHost.Patience);
        else
            (await other.WaitAsync(GatewayHost.Patience)).Status.ShouldBe(HttpStatusCode.OK);
        (await gateway.Client.UnaryAsync(new(), gateway.Caller())).ShouldNotBeNull();
    }

    [Fact]
    public async Task Whoever_waits_too_long_for_a_turn_is_told_that_no_turn_came_in_time()
    {
        var time = new ManualTime();
        await using var gateway = await GatewayHost.Start(settings => settings with { Time = time, Gate = new() { Calls = new(AtOnce: 1, Waiting: 1) } });
        using var underWay = gateway.Client.HangAsync(new(), gateway.Caller());
        await Until(() => gateway.Backend.Calls.Count == 1);

        var waiting = gateway.Ask("POST /v1/echo", "{}", "grpc-timeout: 1S");
        await time.TimersSet(2).WaitAsync(GatewayHost.Patience);
        time.Advance(TimeSpan.FromSeconds(2));

        var late = await waiting.WaitAsync(GatewayHost.Patience);
        late.Status.ShouldBe(HttpStatusCode.GatewayTimeout);
        late.Reason.ShouldBe("SERVICE_UNAVAILABLE");
        gateway.Backend.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_service_that_does_not_answer_is_left_alone_and_tried_by_one_call_after_a_while()
    {
        var time = new ManualTime();
        await using var gateway = await GatewayHost.Start(settings => settings with { Time = time, Gate = Breaking(3) });
        gateway.Backend.Failing = Gone;
        foreach (var _ in Enumerable.Range(0, 3))
            await Should.ThrowAsync<RpcException>(() => Call(gateway));
        // The answer is there a moment before its call has ended.
        await Until(() => gateway.Log.Count == 1);
        gateway.Log.Last().ShouldStartWith("echo does not answer");

        var closed = await Should.ThrowAsync<RpcException>(() => Call(gateway));
        ShouldBeAway(closed, "the service does not answer");
        ErrorDetails.From(closed)!.RetryAfter.ShouldBe(TimeSpan.FromSeconds(5));
        Circuits().ShouldContain(1);
        var json = await gateway.Ask("POST /v1/echo", "{}");
        (json.Status, json.Headers["retry-after"], json.Reason).ShouldBe((HttpStatusCode.ServiceUnavailable, "5", "SERVICE_UNAVAILABLE"));
        ShouldBeAway(await Should.ThrowAsync<RpcException>(() => gateway.Client.Watch(new(), gateway.Caller()).ResponseStream.MoveNext()), "the service does not answer");
        gateway.Backend.Calls.Count.ShouldBe(3);

        // It is tried, and is still not there.
        time.Advance(TimeSpan.FromSeconds(5));
        await Should.ThrowAsync<RpcException>(() => Call(gateway));
        gateway.Backend.Calls.Count.ShouldBe(4);
        await Until(() => gateway.Log.Count == 2);
        ShouldBeAway(await Should.ThrowAsync<RpcException>(() => Call(gateway)), "the service does not answer");
        gateway.Backend.Calls.Count.ShouldBe(4);

        gateway.Backend.Failing = null;
        time.Advance(TimeSpan.FromSeconds(5));
        await Call(gateway);
        await Until(() => gateway.Log.Count == 3);
        gateway.Log.Last().ShouldStartWith("echo answers again");
        await Until(() => !Circuits().Contains(1));
        await Call(gateway);
        gateway.Backend.Calls.Count.ShouldBe(6);
    }

    [Fact]
    public async Task Calls_that_a_service_leaves_unanswered_count_and_over_JSON_too()
    {
        var time = new ManualTime();
        await using var gateway = await GatewayHost.Start(settings => settings with { Time = time, Gate = Breaking(2) });
        var first = gateway.Client.HangAsync(new(), gateway.Caller()).ResponseAsync;
        var second = gateway.Ask("POST /v1/echo:hang", "{}");
        await Until(() => gateway.Backend.Calls.Count == 2);

        time.Advance(gateway.Settings.DefaultDeadline + TimeSpan.FromSeconds(1));

        (await Should.ThrowAsync<RpcException>(() => first.WaitAsync(GatewayHost.Patience))).StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
        (await second.WaitAsync(GatewayHost.Patience)).Status.ShouldBe(HttpStatusCode.GatewayTimeout);
        await Until(() => gateway.Log.Any(line => line.StartsWith("echo does not answer", StringComparison.Ordinal)));
        ShouldBeAway(await Should.ThrowAsync<RpcException>(() => Call(gateway)), "the service does not answer");
    }

    [Fact]
    public async Task What_a_service_refuses_itself_and_callers_without_time_prove_nothing()
    {
        await using var gateway = await GatewayHost.Start(settings => settings with { Gate = Breaking(2) });
        gateway.Backend.Failing = Errors.ToRpcException(Errors.Status(StatusCode.Unavailable, "the order is not known yet", "ORDER_NOT_YET_KNOWN"));
        foreach (var _ in Enumerable.Range(0, 3))
            await Should.ThrowAsync<RpcException>(() => Call(gateway));
        foreach (var _ in Enumerable.Range(0, 3))
            await Should.ThrowAsync<RpcException>(async () => await gateway.Client.HangAsync(new(), gateway.Caller(), DateTime.UtcNow.AddMilliseconds(20)));

        gateway.Backend.Failing = null;
        await Call(gateway);
    }

    private static GateSettings Breaking(int leastCalls) => new() { Circuit = new() { LeastCalls = leastCalls, Break = TimeSpan.FromSeconds(5) } };

    private static async Task Call(GatewayHost gateway) => await gateway.Client.UnaryAsync(new(), gateway.Caller());

    private static async Task Until(Func<bool> isSo)
    {
        using var patience = new CancellationTokenSource(GatewayHost.Patience);
        while (!isSo())
            await Task.Delay(5, patience.Token);
    }

    /// <summary>What the gateways of this process show of their circuits for the echo, as a scrape would see it.</summary>
    private static List<int> Circuits()
    {
        var shown = new List<int>();
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Name == "aftersales.gateway.circuit")
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<int>((_, value, tags, _) =>
        {
            if (tags.Contains(new("service", "echo")))
                shown.Add(value);
        });
        listener.Start();
        listener.RecordObservableInstruments();
        return shown;
    }

    private static void ShouldBeFull(JsonAnswer refused)
    {
        (refused.Status, refused.Reason, refused.Headers["retry-after"]).ShouldBe((HttpStatusCode.ServiceUnavailable, "SERVICE_UNAVAILABLE", "1"));
        refused.Detail("RetryInfo").ShouldNotBeNull();
    }

    private static void ShouldBeAway(RpcException refused, string message)
    {
        refused.Status.ShouldBe(new(StatusCode.Unavailable, message));
        var details = ErrorDetails.From(refused)!;
        (details.Info!.Reason, details.Info.Metadata["service"]).ShouldBe(("SERVICE_UNAVAILABLE", "echo"));
        details.RetryAfter.ShouldNotBeNull();
    }
}
