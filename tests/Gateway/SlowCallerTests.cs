using System.Net;
using System.Net.Sockets;
using System.Text;
using Aftersales.Contracts.Operations;
using Aftersales.Gateway.Gates;
using Aftersales.Gateway.Tests.Support;
using Aftersales.Platform.Grpc;
using Google.Protobuf;
using Grpc.Core;

namespace Aftersales.Gateway.Tests;

/// <summary>Whoever sends slowly, or a great deal, takes nothing from the others.</summary>
public sealed class SlowCallerTests
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_request_that_does_not_arrive_keeps_no_place_at_its_service()
    {
        await using var gateway = await GatewayHost.Start(settings => settings with { RequestPatience = Short, Gate = new() { Calls = new(AtOnce: 1, Waiting: 0) } });
        var (grpc, json) = (StallGrpc(gateway, "/aftersales.echo.v1.EchoService/Unary"), StallJson(gateway, "/v1/echo", "application/json"));

        (await gateway.Client.UnaryAsync(new() { Text = "passes by" }, gateway.Caller())).Text.ShouldBe("passes by");

        using (var late = await grpc.WaitAsync(GatewayHost.Patience))
            late.Headers.GetValues("grpc-status").ShouldBe([$"{(int)StatusCode.DeadlineExceeded}"]);
        (await json.WaitAsync(GatewayHost.Patience)).ShouldStartWith("HTTP/1.1 408 ");
        gateway.Backend.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_upload_of_which_nothing_more_comes_is_broken_off()
    {
        await using var gateway = await GatewayHost.Start(settings => settings with { UploadPatience = Short });
        using var upload = gateway.Client.Upload(gateway.Caller());
        await upload.RequestStream.WriteAsync(new() { Body = ByteString.CopyFrom(1, 2, 3) });
        var json = StallJson(gateway, "/v1/uploads", "application/x-ndjson");

        (await Should.ThrowAsync<RpcException>(() => upload.ResponseAsync.WaitAsync(GatewayHost.Patience))).StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
        (await json.WaitAsync(GatewayHost.Patience)).ShouldStartWith("HTTP/1.1 408 ");
    }

    [Fact]
    public async Task Nobody_fills_a_lane_alone()
    {
        await using var gateway = await GatewayHost.Start(settings => settings with { Gate = new() { Calls = new(AtOnce: 8, Waiting: 8, PerCaller: 1) } });
        using var giveUp = new CancellationTokenSource();
        var underWay = gateway.Client.HangAsync(new(), gateway.Caller(), cancellationToken: giveUp.Token).ResponseAsync;
        await gateway.Backend.Hanging.Task.WaitAsync(GatewayHost.Patience);

        var refused = await Should.ThrowAsync<RpcException>(async () => await gateway.Client.UnaryAsync(new(), gateway.Caller()));
        refused.Status.ShouldBe(new(StatusCode.Unavailable, "the caller has too much under way"));
        ErrorDetails.From(refused)!.RetryAfter.ShouldNotBeNull();
        (await gateway.Client.UnaryAsync(new() { Text = "another" }, gateway.Caller("buyer-2"))).Text.ShouldBe("another");

        await giveUp.CancelAsync();
        await Should.ThrowAsync<RpcException>(() => underWay);
        await Until(async () => (await gateway.Ask("POST /v1/echo", "{}")).Status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_call_with_one_request_gets_minutes_and_not_hours()
    {
        await using var gateway = await GatewayHost.Start();

        await gateway.Client.UnaryAsync(new(), gateway.Caller(), DateTime.UtcNow.AddHours(9));

        gateway.Backend.Calls[0].Deadline.ShouldBe(DateTime.UtcNow.AddMinutes(5), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_request_that_is_too_large_or_swells_is_refused_here()
    {
        await using var gateway = await GatewayHost.Start();
        var large = await Should.ThrowAsync<RpcException>(async () => await gateway.Client.UnaryAsync(new() { Body = ByteString.CopyFrom(new byte[GzipProvider.MaxMessageBytes]) }, gateway.Caller()));
        large.StatusCode.ShouldBe(StatusCode.ResourceExhausted);

        var headers = gateway.Caller();
        headers.Add("grpc-internal-encoding-request", "gzip");
        var swelling = new ListDeadLettersRequest { Service = "refund", PageToken = new('x', 2 * GzipProvider.MaxMessageBytes) };
        var operations = new OperationsService.OperationsServiceClient(gateway.Channel);
        (await Should.ThrowAsync<RpcException>(async () => await operations.ListDeadLettersAsync(swelling, headers))).StatusCode.ShouldBe(StatusCode.InvalidArgument);
        gateway.Backend.Calls.ShouldBeEmpty();
    }

    /// <summary>A request whose head and first bytes arrive, and nothing else.</summary>
    private static async Task<HttpResponseMessage> StallGrpc(GatewayHost gateway, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{gateway.Settings.GrpcPort}{path}")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new Stalled { Headers = { { "content-type", "application/grpc" } } },
        };
        request.Headers.TryAddWithoutValidation("authorization", gateway.Authorization);
        request.Headers.TryAddWithoutValidation("te", "trailers");
        return await gateway.Http.SendAsync(request);
    }

    // By hand: .NET's client reads no answer of HTTP/1.1 while it still sends.
    private static async Task<string> StallJson(GatewayHost gateway, string path, string type)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, gateway.Settings.HttpPort);
        var head = $"POST {path} HTTP/1.1\r\nhost: gateway\r\nauthorization: {gateway.Authorization}\r\ncontent-type: {type}\r\ntransfer-encoding: chunked\r\n\r\n1\r\n \r\n";
        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head));
        using var answer = new StreamReader(connection.GetStream());
        return await answer.ReadLineAsync() ?? "";
    }

    private static async Task Until(Func<Task<bool>> isSo)
    {
        using var patience = new CancellationTokenSource(GatewayHost.Patience);
        while (!await isSo())
            await Task.Delay(5, patience.Token);
    }

    private sealed class Stalled : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            await stream.WriteAsync(" "u8.ToArray(), cancellationToken);
            await stream.FlushAsync(cancellationToken);
            await Task.Delay(GatewayHost.Patience, cancellationToken);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
