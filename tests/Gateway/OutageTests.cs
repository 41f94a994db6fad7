using System.Net;
using System.Net.Sockets;
using Aftersales.Gateway.Tests.Support;
using Aftersales.Platform.Grpc;
using Aftersales.Testing;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Aftersales.Gateway.Tests;

/// <summary>What a caller hears when what is behind the gateway is away: gRPC, never HTTP errors.</summary>
public sealed class OutageTests
{
    [Fact]
    public async Task A_sidecar_that_is_away_makes_the_service_unavailable()
    {
        await using var gateway = await GatewayHost.Start();
        await gateway.StopSidecar();

        var single = await Should.ThrowAsync<RpcException>(async () => await gateway.Client.UnaryAsync(new(), gateway.Caller()));
        using var upload = gateway.Client.Upload(gateway.Caller());
        var stream = await Should.ThrowAsync<RpcException>(async () => await upload);

        ShouldBeAway(single, StatusCode.Unavailable);
        ShouldBeAway(stream, StatusCode.Unavailable);
        gateway.Log.Count.ShouldBe(2);
        gateway.Log.ShouldAllBe(line => line.StartsWith("/aftersales.echo.v1.EchoService/"));
        using var ready = await gateway.Http.GetAsync("/readyz");
        ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await gateway.Http.GetStringAsync("/healthz")).ShouldBe("ok");
    }

    [Fact]
    public async Task A_stream_whose_service_dies_ends_with_an_error()
    {
        await using var gateway = await GatewayHost.Start();
        using var call = gateway.Client.Watch(new(), gateway.Caller());
        (await call.ResponseStream.MoveNext().WaitAsync(GatewayHost.Patience)).ShouldBeTrue();

        await gateway.StopSidecar();

        await Should.ThrowAsync<RpcException>(() => call.ResponseStream.MoveNext().WaitAsync(GatewayHost.Patience));
    }

    [Theory, InlineData(502), InlineData(503), InlineData(504), InlineData(404)]
    public async Task An_HTTP_error_from_behind_becomes_unavailable(int status)
    {
        var port = FreePort.Next();
        await using var broken = Broken(port, status);
        await broken.StartAsync();
        await using var gateway = await GatewayHost.Start(settings => settings with { Sidecar = $"http://127.0.0.1:{port}" });

        var failure = await Should.ThrowAsync<RpcException>(async () => await gateway.Client.UnaryAsync(new(), gateway.Caller()));

        ShouldBeAway(failure, StatusCode.Unavailable);
        failure.Trailers.Get("x-inside").ShouldBeNull();
    }

    [Fact]
    public async Task A_sidecar_that_never_answers_ends_with_the_deadline()
    {
        var time = new ManualTime();
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var gateway = await GatewayHost.Start(settings => settings with { Sidecar = $"http://{silent.LocalEndpoint}", Time = time });
        using var call = gateway.Client.UnaryAsync(new(), gateway.Caller());

        using var connection = await silent.AcceptTcpClientAsync().WaitAsync(GatewayHost.Patience);
        time.Advance(gateway.Settings.DefaultDeadline + TimeSpan.FromSeconds(1));

        ShouldBeAway(await Should.ThrowAsync<RpcException>(async () => await call.ResponseAsync.WaitAsync(GatewayHost.Patience)), StatusCode.DeadlineExceeded);
    }

    private static WebApplication Broken(int port, int status)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.ListenLocalhost(port, listen => listen.Protocols = HttpProtocols.Http2));
        var app = builder.Build();
        app.Run(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers["x-inside"] = "not for callers";
            return context.Response.WriteAsync("<html>");
        });
        return app;
    }

    private static void ShouldBeAway(RpcException failure, StatusCode code)
    {
        failure.StatusCode.ShouldBe(code);
        var info = ErrorDetails.From(failure)!.Info!;
        info.Reason.ShouldBe("SERVICE_UNAVAILABLE");
        info.Metadata["service"].ShouldBe("echo");
    }
}
