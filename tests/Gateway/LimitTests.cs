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
        var buckets = new LocalBuckets(Settings(time));
        Bucket[] one = [new("one", new(Burst: 3, PerMinute: 6))];

        Passing(5).ShouldBe(3);
        buckets.Take(one).Wait.ShouldBe(TimeSpan.FromSeconds(10));
        time.Advance(TimeSpan.FromSeconds(10));
        Passing(5).ShouldBe(1);
        time.Advance(TimeSpan.FromHours(1));
        Passing(5).ShouldBe(3);

        int Passing(int calls) => Enumerable.Range(0, calls).Count(_ => buckets.Take(one).Passes);
    }

    [Fact]
    public void What_one_bucket_refuses_takes_nothing_from_the_other()
    {
        var buckets = new LocalBuckets(Settings(new ManualTime()));
        var shared = new Bucket("merchant", new(Burst: 3, PerMinute: 1));
        Bucket[] greedy = [new("greedy", new(Burst: 1, PerMinute: 1)), shared];

        buckets.Take(greedy).Passes.ShouldBeTrue();
        foreach (var _ in Enumerable.Range(0, 5))
            buckets.Take(greedy).ShouldSatisfyAllConditions(taken => taken.Passes.ShouldBeFalse(), taken => taken.Emptiest.ShouldBe(0));
        buckets.Take([new("other", new(9, 1)), shared]).Passes.ShouldBeTrue();
        buckets.Take([new("other", new(9, 1)), shared]).Passes.ShouldBeTrue();
        buckets.Take([new("other", new(9, 1)), shared]).Emptiest.ShouldBe(1);
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
    public async Task Gateways_count_together_in_Redis_by_its_clock()
    {
        // 600 a minute: a token each 100 ms.
        var merchant = $"m-{Guid.NewGuid():N}";
        GatewaySettings Together(GatewaySettings settings) => settings with
        {
            Limit = LimitSettings.None.With(MethodClass.Write, caller: new(Burst: 2, PerMinute: 600), merchant: new(Burst: 100, PerMinute: 600)),
            Redis = RedisServer.Shared.Endpoint,
            Time = new ManualTime(),
        };
        await using var first = await GatewayHost.Start(Together);
        await using var second = await GatewayHost.Start(Together);

        var (passed, refused) = (0, new List<RpcException>());
        using var patience = new CancellationTokenSource(GatewayHost.Patience);
        for (var call = 0; refused.Count == 0 || passed < 6; call++)
        {
            patience.Token.ThrowIfCancellationRequested();
            try
            {
                await Call(call % 2 == 0 ? first : second, "buyer-1", merchant);
                passed++;
            }
            catch (RpcException limited)
            {
                refused.Add(limited);
            }
        }

        refused.ShouldAllBe(limited => limited.StatusCode == StatusCode.ResourceExhausted && ErrorDetails.From(limited)!.RetryAfter < TimeSpan.FromMilliseconds(101));
        first.Log.Concat(second.Log).ShouldBeEmpty();
    }

    [Fact]
    public async Task While_Redis_is_away_each_gateway_counts_for_itself_and_says_so_and_one_that_comes_back_counts_again()
    {
        using var redis = RedisServer.Start(durable: true);
        await using var gateway = await GatewayHost.Start(settings => settings with { Limit = Few, Redis = redis.Endpoint });
        await Call(gateway, "buyer-1");
        await Call(gateway, "buyer-1");
        await ShouldBeLimited(gateway, "buyer-1", of: "caller");

        redis.Kill();

        await Call(gateway, "buyer-1");
        await Call(gateway, "buyer-1");
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

    private static GatewaySettings Settings(TimeProvider time) => new() { GrpcPort = 1, HttpPort = 2, Sidecar = "", Time = time };

    private static async Task Call(GatewayHost gateway, string person, string merchant = "m1") =>
        await gateway.Client.UnaryAsync(new(), gateway.Caller(person, merchant));

    private static async Task ShouldBeLimited(GatewayHost gateway, string person, string of)
    {
        var refusal = await Should.ThrowAsync<RpcException>(() => Call(gateway, person));
        refusal.StatusCode.ShouldBe(StatusCode.ResourceExhausted);
        var details = ErrorDetails.From(refusal).ShouldNotBeNull();
        (details.Info!.Reason, details.Info.Metadata["class"], details.Info.Metadata["of"]).ShouldBe(("RATE_LIMITED", "Write", of));
        details.RetryAfter!.Value.ShouldBeInRange(TimeSpan.FromTicks(1), TimeSpan.FromMinutes(1));
    }
}
