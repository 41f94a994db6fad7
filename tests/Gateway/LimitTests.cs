using Aftersales.Gateway.Forwarding;
using Aftersales.Gateway.Limits;
using Aftersales.Gateway.Tests.Support;
using Aftersales.Platform.Grpc;
using Aftersales.Testing;
using Grpc.Core;

namespace Aftersales.Gateway.Tests;

/// <summary>Nobody calls more often than the others can bear.</summary>
public sealed class LimitTests
{
    /// <summary>Two writes at once, and one a minute; a merchant has three.</summary>
    private static readonly LimitSettings Few = LimitSettings.None.With(MethodClass.Write, caller: new(Burst: 2, PerMinute: 1), merchant: new(Burst: 3, PerMinute: 1));

    [Theory]
    [InlineData("GetCase", MethodClass.Read)]
    [InlineData("ListCases", MethodClass.List)]
    [InlineData("SearchCases", MethodClass.List)]
    [InlineData("OpenCase", MethodClass.Write)]
    [InlineData("RevealPayee", MethodClass.Write)]
    [InlineData("WatchReturns", MethodClass.Stream)]
    [InlineData("DownloadEvidence", MethodClass.Stream)]
    [InlineData("ImportOrders", MethodClass.Upload)]
    public void A_methods_class_follows_from_its_contract(string method, MethodClass expected) =>
        MethodClasses.Of(Suite.Services.SelectMany(service => service.Methods).Single(found => found.Name == method)).ShouldBe(expected);

    [Fact]
    public void A_bucket_has_its_burst_and_fills_again_by_and_by_and_not_beyond_it()
    {
        var time = new ManualTime();
        var buckets = new Buckets(Settings(time));
        Bucket[] one = [Of("one", burst: 3, perMinute: 6)];

        Passing(buckets, one).ShouldBe(3);
        buckets.Take(one).Wait.ShouldBe(TimeSpan.FromSeconds(10));
        time.Advance(TimeSpan.FromSeconds(10));
        Passing(buckets, one).ShouldBe(1);
        time.Advance(TimeSpan.FromHours(1));
        Passing(buckets, one).ShouldBe(3);
    }

    [Fact]
    public void What_one_bucket_refuses_takes_nothing_from_the_other()
    {
        var buckets = new Buckets(Settings(new ManualTime()));
        var merchant = Of("", burst: 3);
        Bucket[] greedy = [Of("greedy", burst: 1), merchant];
        Bucket[] other = [Of("other", burst: 9), merchant];

        Passing(buckets, greedy).ShouldBe(1);
        buckets.Take(greedy).Emptiest.ShouldBe(0);
        Passing(buckets, other).ShouldBe(2);
        buckets.Take(other).Emptiest.ShouldBe(1);
    }

    [Fact]
    public void What_the_others_let_pass_counts_and_while_nobody_can_be_told_what_is_known_does()
    {
        var time = new ManualTime();
        var buckets = new Buckets(Settings(time));
        Bucket[] one = [Of("one", burst: 3)];

        buckets.IsFresh(one[0]).ShouldBeFalse();
        buckets.BeginTelling(one).ShouldNotBeNull()[0].Calls.ShouldBe(0);
        buckets.BeginTelling(one).ShouldBeNull();
        buckets.Learn(one, [2 * one[0].Allowance.Interval]);
        buckets.EndTelling(one);
        buckets.IsFresh(one[0]).ShouldBeTrue();
        buckets.BeginTelling(one).ShouldBeNull();
        Passing(buckets, one).ShouldBe(1);

        var told = buckets.BeginTelling(one).ShouldNotBeNull();
        told[0].Calls.ShouldBe(1);
        buckets.TakeBack(one, told);
        buckets.EndTelling(one);
        Passing(buckets, one).ShouldBe(0);
        buckets.BeginTelling(one).ShouldNotBeNull()[0].Calls.ShouldBe(1, "nobody was told of it");
        buckets.EndTelling(one);
        time.Advance(TimeSpan.FromMinutes(1));
        buckets.IsFresh(one[0]).ShouldBeFalse();
        Passing(buckets, one).ShouldBe(1);
    }

    [Fact]
    public void After_an_outage_nobody_pays_for_all_that_could_not_be_told()
    {
        var time = new ManualTime();
        var buckets = new Buckets(Settings(time));
        Bucket[] one = [Of("one", burst: 3, perMinute: 60)];
        for (var minute = 0; minute < 5; minute++)
        {
            Passing(buckets, one).ShouldBe(3);
            var told = buckets.BeginTelling(one).ShouldNotBeNull();
            told[0].Calls.ShouldBe(3, "no more than are missing");
            buckets.TakeBack(one, told);
            buckets.EndTelling(one);
            time.Advance(TimeSpan.FromMinutes(1));
        }

        buckets.BeginTelling(one).ShouldNotBeNull()[0].Calls.ShouldBe(0);
    }

    [Fact]
    public void A_clock_that_is_set_back_costs_nobody_more_than_an_empty_bucket()
    {
        var time = new SetBack();
        var buckets = new Buckets(Settings(time));
        Bucket[] one = [Of("one", burst: 3, perMinute: 6)];
        Passing(buckets, one).ShouldBe(3);

        time.By = TimeSpan.FromHours(-1);

        buckets.Take(one).Wait.ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Each_caller_and_each_merchant_has_calls_of_its_own_of_each_class()
    {
        var time = new ManualTime();
        await using var gateway = await GatewayHost.Start(settings => settings with { Limit = Few, Time = time });

        await Call(gateway, "buyer-1");
        await Call(gateway, "buyer-1");

        await ShouldBeLimited(gateway, "buyer-1", of: "caller");
        await Call(gateway, "buyer-2");
        await ShouldBeLimited(gateway, "buyer-3", of: "merchant");
        await Call(gateway, "buyer-1", merchant: "m2");
        (await gateway.Ask("GET /v1/kinds/text")).Status.ShouldBe(System.Net.HttpStatusCode.OK);
        using (var watch = gateway.Client.Watch(new(), gateway.Caller()))
            (await watch.ResponseStream.MoveNext().WaitAsync(GatewayHost.Patience)).ShouldBeTrue();

        time.Advance(TimeSpan.FromMinutes(1));
        await Call(gateway, "buyer-1");
        await ShouldBeLimited(gateway, "buyer-1", of: "caller");
    }

    [Fact]
    public async Task Gateways_count_together_in_Redis()
    {
        // A token each 40 ms.
        var (merchant, interval) = ($"m-{Guid.NewGuid():N}", TimeSpan.FromMilliseconds(40));
        GatewaySettings Together(GatewaySettings settings) => settings with
        {
            Limit = LimitSettings.None.With(MethodClass.Write, caller: new(Burst: 2, PerMinute: 1_500), merchant: new(Burst: 1_000, PerMinute: 60_000)),
            Redis = RedisServer.Shared.Endpoint,
        };
        await using var first = await GatewayHost.Start(Together);
        await using var second = await GatewayHost.Start(Together);

        const int Passing = 24;
        var (started, passed, refused) = (System.Diagnostics.Stopwatch.GetTimestamp(), 0, new List<RpcException>());
        for (var call = 0; passed < Passing; call++)
        {
            try
            {
                await Call(call % 2 == 0 ? first : second, "buyer-1", merchant);
                passed++;
            }
            catch (RpcException limited)
            {
                refused.Add(limited);
                await Task.Delay(3);
            }
        }

        // Each for itself would have let them pass in half the time.
        System.Diagnostics.Stopwatch.GetElapsedTime(started).ShouldBeGreaterThan(interval * (Passing * 3 / 4));
        refused.ShouldAllBe(limited => limited.StatusCode == StatusCode.ResourceExhausted && ErrorDetails.From(limited)!.RetryAfter < 3 * interval);
        first.Log.Concat(second.Log).ShouldBeEmpty();
    }

    [Fact]
    public async Task While_Redis_is_away_each_gateway_counts_for_itself_and_says_so_and_one_that_comes_back_is_told_again()
    {
        using var redis = RedisServer.Start(durable: true);
        await using var gateway = await GatewayHost.Start(settings => settings with { Limit = Few, Redis = redis.Endpoint });
        await Call(gateway, "buyer-1");
        await Call(gateway, "buyer-1");
        await ShouldBeLimited(gateway, "buyer-1", of: "caller");

        redis.Kill();

        await Call(gateway, "buyer-1", "m2");
        await Call(gateway, "buyer-1", "m2");
        await ShouldBeLimited(gateway, "buyer-1", of: "caller", "m2");
        await ShouldBeLimited(gateway, "buyer-1", of: "caller");
        gateway.Log.ShouldHaveSingleItem().ShouldStartWith("Redis is away");

        redis.Restart();
        using var patience = new CancellationTokenSource(GatewayHost.Patience);
        for (var call = 0; gateway.Log.Count < 2 && !patience.IsCancellationRequested; call++)
            await Call(gateway, "buyer-1", merchant: $"waiting-{call}");
        gateway.Log.Last().ShouldStartWith("Redis is back");
        await ShouldBeLimited(gateway, "buyer-1", of: "caller");
    }

    [Fact]
    public async Task A_Redis_that_was_never_there_limits_too()
    {
        await using var gateway = await GatewayHost.Start(settings => settings with { Limit = Few, Redis = $"127.0.0.1:{FreePort.Next()}" });

        await Call(gateway, "buyer-1");
        await Call(gateway, "buyer-1");
        await ShouldBeLimited(gateway, "buyer-1", of: "caller");

        gateway.Log.ShouldHaveSingleItem().ShouldStartWith("Redis is away");
    }

    private static Bucket Of(string subject, int burst, int perMinute = 1) => new("m1", subject, MethodClass.Write, new(burst, perMinute));

    private static int Passing(Buckets buckets, Bucket[] from) => Enumerable.Range(0, 20).Count(_ => buckets.Take(from).Passes);

    private static GatewaySettings Settings(TimeProvider time) => new() { GrpcPort = 1, HttpPort = 2, Sidecar = "", Time = time };

    private static async Task Call(GatewayHost gateway, string person, string merchant = "m1") =>
        await gateway.Client.UnaryAsync(new(), gateway.Caller(person, merchant));

    private static async Task ShouldBeLimited(GatewayHost gateway, string person, string of, string merchant = "m1")
    {
        var refusal = await Should.ThrowAsync<RpcException>(() => Call(gateway, person, merchant));
        refusal.StatusCode.ShouldBe(StatusCode.ResourceExhausted);
        var details = ErrorDetails.From(refusal).ShouldNotBeNull();
        (details.Info!.Reason, details.Info.Metadata["class"], details.Info.Metadata["of"]).ShouldBe(("RATE_LIMITED", "Write", of));
        details.RetryAfter!.Value.ShouldBeInRange(TimeSpan.FromTicks(1), TimeSpan.FromMinutes(1));
    }

    private sealed class SetBack : TimeProvider
    {
        public TimeSpan By { get; set; }

        public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) + By;
    }
}
