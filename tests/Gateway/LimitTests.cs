using Aftersales.Gateway.Tests.Support;
using Aftersales.Platform.Grpc;
using Aftersales.Testing;
using Grpc.Core;

namespace Aftersales.Gateway.Tests;

/// <summary>Nobody calls more often than the others can bear.</summary>
public sealed class LimitTests
{
    private static readonly LimitSettings TwoAnHour = new() { Calls = 2, Window = TimeSpan.FromHours(1) };

    [Fact]
    public async Task Each_person_of_each_merchant_has_calls_of_their_own()
    {
        await using var gateway = await GatewayHost.Start(settings => settings with { Limit = TwoAnHour });

        await Call(gateway, "buyer-1");
        await Call(gateway, "buyer-1");

        await ShouldBeLimited(gateway, "buyer-1");
        await Call(gateway, "buyer-2");
        await Call(gateway, "buyer-1", merchant: "m2");
        gateway.Backend.Calls.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Replicas_count_together_in_Redis_and_a_new_window_starts_anew()
    {
        using var redis = RedisServer.Start();
        var time = new ManualTime();
        await using var first = await GatewayHost.Start(settings => settings with { Limit = TwoAnHour, Redis = redis.Endpoint, Time = time });
        await using var second = await GatewayHost.Start(settings => settings with { Limit = TwoAnHour, Redis = redis.Endpoint, Time = time });

        await Call(first, "buyer-1");
        await Call(second, "buyer-1");

        await ShouldBeLimited(first, "buyer-1");
        await ShouldBeLimited(second, "buyer-1");
        await Call(second, "buyer-2");
        time.Advance(TimeSpan.FromHours(1));
        await Call(first, "buyer-1");
    }

    [Fact]
    public async Task While_Redis_is_away_every_call_passes_and_one_line_says_so()
    {
        using var redis = RedisServer.Start();
        await using var gateway = await GatewayHost.Start(settings => settings with { Limit = TwoAnHour, Redis = redis.Endpoint });
        await Call(gateway, "buyer-1");
        await Call(gateway, "buyer-1");
        await ShouldBeLimited(gateway, "buyer-1");

        redis.Kill();

        foreach (var _ in Enumerable.Range(0, 5))
            await Call(gateway, "buyer-1");
        gateway.Log.ShouldHaveSingleItem().ShouldStartWith("Redis is away");
    }

    [Fact]
    public async Task A_Redis_that_comes_back_counts_again()
    {
        using var redis = RedisServer.Start(durable: true);
        await using var gateway = await GatewayHost.Start(settings => settings with { Limit = TwoAnHour, Redis = redis.Endpoint });
        await Call(gateway, "buyer-1");
        await Call(gateway, "buyer-1");
        redis.Kill();
        await Call(gateway, "buyer-1");

        redis.Restart();

        using var patience = new CancellationTokenSource(GatewayHost.Patience);
        while (gateway.Log.Count < 2 && !patience.IsCancellationRequested)
            await Call(gateway, "waiting");
        gateway.Log.Last().ShouldStartWith("Redis is back");
        await ShouldBeLimited(gateway, "buyer-1");
    }

    [Fact]
    public async Task A_Redis_that_was_never_there_holds_nobody_back()
    {
        await using var gateway = await GatewayHost.Start(settings => settings with { Limit = TwoAnHour, Redis = $"127.0.0.1:{FreePort.Next()}" });

        foreach (var _ in Enumerable.Range(0, 5))
            await Call(gateway, "buyer-1");

        gateway.Log.ShouldHaveSingleItem().ShouldStartWith("Redis is away");
    }

    private static async Task Call(GatewayHost gateway, string person, string merchant = "m1") =>
        await gateway.Client.UnaryAsync(new(), gateway.Caller(person, merchant));

    private static async Task ShouldBeLimited(GatewayHost gateway, string person)
    {
        var refusal = await Should.ThrowAsync<RpcException>(() => Call(gateway, person));
        refusal.StatusCode.ShouldBe(StatusCode.ResourceExhausted);
        var details = ErrorDetails.From(refusal).ShouldNotBeNull();
        details.Info!.Reason.ShouldBe("RATE_LIMITED");
        details.RetryAfter!.Value.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
    }
}
