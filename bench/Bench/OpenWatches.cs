using Aftersales.Contracts;
using Aftersales.Contracts.Complaints;
using Aftersales.Testing;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Aftersales.Bench;

/// <summary>Watches that stay open through the gateway: the memory of each, over that of one without a gateway between.</summary>
internal static class OpenWatches
{
    private const int Watches = 2_000;

    public static async Task<IReadOnlyList<Row>> Measure(Pace pace)
    {
        var (identity, port) = (new TestIdentity(), FreePort.Next());
        await using var service = Service(port);
        await service.StartAsync();
        await using var gateway = await OneGateway.Start($"http://127.0.0.1:{port}", identity.Settings);
        var headers = new Metadata { { "authorization", $"Bearer {identity.Token("tea-house", "buyer-1", Role.Customer)}" } };
        using var direct = GrpcChannel.ForAddress($"http://127.0.0.1:{port}");

        var (without, with) = (await Cost(pace, direct, headers), await Cost(pace, gateway.Channel, headers));
        await service.StopAsync();
        return
        [
            new($"{Watches:N0} open watches through the gateway", $"{with / 1e6:0.0} MB", Report.Ratio((double)with / without, "direct")),
            new("of which the gateway's own, a watch", $"{(with - without) / 1e3 / Watches:0.0} kB"),
        ];
    }

    private static async Task<long> Cost(Pace pace, GrpcChannel channel, Metadata headers)
    {
        var rounds = new List<long>();
        // The first opens connections and fills caches and pools.
        for (var round = -1; round < pace.Rounds; round++)
        {
            var cost = await Cost(channel, headers);
            if (round >= 0)
                rounds.Add(cost);
        }

        return Statistics.Median(rounds);
    }

    /// <summary>What so many open watches add to the managed heap of client, gateway and service; each has had its first message.</summary>
    private static async Task<long> Cost(GrpcChannel channel, Metadata headers)
    {
        var client = new TimelineService.TimelineServiceClient(channel);
        var before = Alive();
        var open = new List<AsyncServerStreamingCall<WatchTimelineResponse>>(Watches);
        for (var watch = 0; watch < Watches; watch++)
            open.Add(client.WatchTimeline(new() { CaseId = $"case_{watch}" }, headers));
        foreach (var call in open)
        {
            if (!await call.ResponseStream.MoveNext())
                throw new InvalidOperationException("a watch ended");
        }

        var cost = Alive() - before;
        foreach (var call in open)
            call.Dispose();
        while (Timelines.Open > 0)
            await Task.Delay(10);
        return cost;
    }

    private static long Alive()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static WebApplication Service(int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.ListenLocalhost(port, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddRouting();
        builder.Services.AddGrpc();
        var app = builder.Build();
        app.MapGrpcService<Timelines>();
        return app;
    }

    /// <summary>Says one thing, and nothing more until its caller leaves.</summary>
    private sealed class Timelines : TimelineService.TimelineServiceBase
    {
        private static int open;

        public static int Open => Volatile.Read(ref open);

        public override async Task WatchTimeline(WatchTimelineRequest request, IServerStreamWriter<WatchTimelineResponse> responseStream, ServerCallContext context)
        {
            Interlocked.Increment(ref open);
            await responseStream.WriteAsync(new());
            await Task.Delay(Timeout.Infinite, context.CancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Interlocked.Decrement(ref open);
        }
    }
}
