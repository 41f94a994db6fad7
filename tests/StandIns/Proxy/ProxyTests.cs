using System.Net;
using Aftersales.StandIns.Tests.Rpc;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;

namespace Aftersales.StandIns.Tests.Proxy;

/// <summary>gRPC through YARP, HTTP/2 in clear text on both sides, with the stand-ins beneath it.</summary>
public sealed class ProxyTests
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Trailers_pass_with_replies_and_with_refusals()
    {
        await using var backend = await EchoHost.Start();
        await using var proxy = await StartProxy(backend);
        using var channel = Channel(proxy);
        var client = new Echo.EchoClient(channel);

        using var call = client.UnaryAsync(new Ping { Text = "through" });
        (await call).Text.ShouldBe("through");
        call.GetTrailers().GetValue("x-trailer").ShouldBe("/standins.v1.Echo/Unary");

        var refusal = await Should.ThrowAsync<RpcException>(async () => await client.RefuseAsync(new Ping { Text = "SOLD_OUT" }));
        refusal.StatusCode.ShouldBe(StatusCode.FailedPrecondition);
        Detail.Parser.ParseFrom(refusal.Trailers.GetValueBytes("grpc-status-details-bin")).Reason.ShouldBe("SOLD_OUT");
    }

    [Fact]
    public async Task A_duplex_stream_is_not_held_back()
    {
        await using var backend = await EchoHost.Start();
        await using var proxy = await StartProxy(backend);
        using var channel = Channel(proxy);
        using var call = new Echo.EchoClient(channel).Both();

        foreach (var number in Enumerable.Range(1, 20))
        {
            await call.RequestStream.WriteAsync(new Ping { Number = number });
            (await call.ResponseStream.MoveNext().WaitAsync(patience)).ShouldBeTrue();
            call.ResponseStream.Current.Number.ShouldBe(-number);
        }
        await call.RequestStream.CompleteAsync();
        (await call.ResponseStream.MoveNext()).ShouldBeFalse();
    }

    [Fact]
    public async Task A_caller_that_gives_up_cancels_the_callee_behind_the_proxy()
    {
        await using var backend = await EchoHost.Start();
        await using var proxy = await StartProxy(backend);
        using var channel = Channel(proxy);
        using var giveUp = new CancellationTokenSource();
        using var call = new Echo.EchoClient(channel).HangAsync(new Ping(), cancellationToken: giveUp.Token);

        await backend.Seen.Hanging.Task.WaitAsync(patience);
        await giveUp.CancelAsync();

        await backend.Seen.Cancelled.Task.WaitAsync(patience);
    }

    // YARP hashes the destination's name into the cookie: this is where it calls the stand-in.
    [Fact]
    public async Task A_caller_with_the_affinity_cookie_stays_with_one_backend()
    {
        await using var first = await EchoHost.Start();
        await using var second = await EchoHost.Start();
        await using var proxy = await StartProxy(first, second);
        using var channel = Channel(proxy);
        var client = new Echo.EchoClient(channel);

        using var call = client.UnaryAsync(new Ping());
        var cookie = (await call.ResponseHeadersAsync).GetValue("set-cookie")!.Split(';')[0];
        var calls = Enumerable.Range(0, 6).Select(_ => client.UnaryAsync(new Ping(), new Metadata { { "cookie", cookie } }).ResponseAsync);
        await Task.WhenAll(calls);

        new[] { first.Seen.Calls, second.Seen.Calls }.Order().ShouldBe([0, 7]);
    }

    private static async Task<WebApplication> StartProxy(params EchoHost[] backends)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, port => port.Protocols = HttpProtocols.Http2));
        builder.Services.AddReverseProxy().LoadFromMemory(
            [new RouteConfig { RouteId = "all", ClusterId = "echo", Match = new RouteMatch { Path = "/{**rest}" } }],
            [new ClusterConfig
            {
                ClusterId = "echo",
                LoadBalancingPolicy = "RoundRobin",
                HttpRequest = new ForwarderRequestConfig { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact },
                SessionAffinity = new SessionAffinityConfig { Enabled = true, AffinityKeyName = "backend", Policy = "HashCookie" },
                Destinations = backends.Select((backend, index) => (backend, name: $"backend-{index}"))
                    .ToDictionary(pair => pair.name, pair => new DestinationConfig { Address = pair.backend.Address.ToString() }),
            }]);
        var app = builder.Build();
        app.MapReverseProxy();
        await app.StartAsync();
        return app;
    }

    private static GrpcChannel Channel(WebApplication proxy) =>
        GrpcChannel.ForAddress(proxy.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
}
