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

        // The first of each fills caches and pools.
        await Cost(direct, headers, Watches / 10);
        await Cost(gateway.Channel, headers, Watches / 10);
        var (without, with) = (new List<long>(), new List<long>());
        for (var round = 0; round < pace.Rounds; round++)
        {
            without.Add(await Cost(direct, headers, Watches));
            with.Add(await Cost(gateway.Channel, headers, Watches));
        }

        var own = (Statistics.Median(with) - Statistics.Median(without)) / 1e3 / Watches;
        await service.StopAsync();
        return
        [
            new($"{Watches:N0} open watches through the gateway", $"{Statistics.Median(with) / 1e6:0.0} MB", Report.Ratio(Statistics.Median(with) / (double)Statistics.Median(without), "direct")),
            new("of which the gateway's own, a watch", $"{own:0.0} kB"),
        ];
    }

    /// <summary>What so many open watches add to the managed heap of client, gateway and service; each has had its first message.</summary>
    private static async Task<long> Cost(GrpcChannel channel, Metadata headers, int watches)
    {
        var client = new TimelineService.TimelineServiceClient(channel);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var open = new List<AsyncServerStreamingCall<WatchTimelineResponse>>(watches);
        for (var watch = 0; watch < watches; watch++)
            open.Add(client.WatchTimeline(new() { CaseId = $"case_{watch}" }, headers));
        foreach (var call in open)
        {
            if (!await call.ResponseStream.MoveNext())
                throw new InvalidOperationException("a watch ended");
        }

        var cost = GC.GetTotalMemory(forceFullCollection: true) - before;
        foreach (var call in open)
            call.Dispose();
        while (Timelines.Open > 0)
            await Task.Delay(10);
        return cost;
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
