using System.Buffers.Binary;
using System.Net;
using System.Text;
using Aftersales.Gateway.Tests.Support;
using Aftersales.Testing;
using Google.Protobuf;

namespace Aftersales.Gateway.Tests;

/// <summary>gRPC-Web over HTTP/1.1, as bytes and as text, and pages of other origins.</summary>
public sealed class GrpcWebTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private readonly GatewayHost gateway = shared.Host;

    [Theory]
    [InlineData("application/grpc-web")]
    [InlineData("application/grpc-web+proto")]
    [InlineData("application/grpc-web-text")]
    [InlineData("application/grpc-web-text+proto")]
    public async Task A_call_passes_and_its_trailers_come_as_the_last_frame(string type)
    {
        var (answer, frames) = await Call("aftersales.echo.v1.EchoService/Unary", new Ping { Text = "ping" }, type);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe(type.EndsWith("+proto", StringComparison.Ordinal) ? type : $"{type}+proto");
        Pong.Parser.ParseFrom(frames[0].Bytes).Text.ShouldBe("ping");
        ((int)frames[1].Flags).ShouldBe(0x80);
        Encoding.ASCII.GetString(frames[1].Bytes).Split("\r\n").ShouldBe(["x-trailer: said", "grpc-status: 0", ""], ignoreOrder: true);
        gateway.Backend.Header("dapr-app-id").ShouldBe("echo");
    }

    [Theory, InlineData("application/grpc-web"), InlineData("application/grpc-web-text")]
    public async Task A_stream_passes_message_by_message(string type)
    {
        var (_, frames) = await Call("aftersales.echo.v1.KindsService/Feed", new FeedRequest { Count = 3, Fails = true }, type);

        frames.SkipLast(1).Select(frame => FeedResponse.Parser.ParseFrom(frame.Bytes).Number).ShouldBe([1, 2, 3]);
        Encoding.ASCII.GetString(frames[^1].Bytes).ShouldContain("grpc-status: 9");
    }

    [Fact]
    public async Task A_large_message_passes_as_text()
    {
        var (_, frames) = await Call("aftersales.echo.v1.EchoService/Unary", new Ping { Text = new('x', 1_000_000) }, "application/grpc-web-text");

        Pong.Parser.ParseFrom(frames[0].Bytes).Text.Length.ShouldBe(1_000_000);
    }

    [Fact]
    public async Task Refusals_of_service_and_gateway_come_as_headers()
    {
        var (refused, _) = await Call("aftersales.echo.v1.EchoService/Refuse", new Ping(), "application/grpc-web");
        refused.Headers.GetValues("grpc-status").ShouldBe(["9"]);
        refused.Headers.Contains("grpc-status-details-bin").ShouldBeTrue();

        using var strange = Request("aftersales.echo.v1.EchoService/Unary", new Ping(), "application/grpc-web");
        strange.Headers.Remove("authorization");
        using var unknown = await gateway.Http.SendAsync(strange);
        unknown.StatusCode.ShouldBe(HttpStatusCode.OK);
        unknown.Headers.GetValues("grpc-status").ShouldBe(["16"]);
    }

    [Fact]
    public async Task Text_that_is_no_base64_is_the_callers_mistake()
    {
        using var request = Request("aftersales.echo.v1.EchoService/Unary", new Ping(), "application/grpc-web-text");
        request.Content = new StringContent("%%%%%", null, "application/grpc-web-text");
        using var answer = await gateway.Http.SendAsync(request);

        answer.Headers.GetValues("grpc-status").ShouldBe(["3"]);
    }

    [Fact]
    public async Task Buf_calls_over_gRPC_Web()
    {
        var schema = Path.GetTempFileName() + ".binpb";
        await File.WriteAllBytesAsync(schema, DescriptorSets.Of(EchoService.Descriptor.File).ToByteArray());
        var called = await NodeTools.Buf(
            "curl", "--protocol", "grpcweb", "--schema", schema, "--header", $"authorization: {gateway.Authorization}", "--data", """{"text":"from buf"}""",
            $"http://127.0.0.1:{gateway.Settings.HttpPort}/aftersales.echo.v1.EchoService/Unary");
        File.Delete(schema);

        called.Succeeded().ShouldContain("from buf");
    }

    [Fact]
    public async Task Pages_of_named_origins_may_call_and_others_may_not()
    {
        async Task<HttpResponseMessage> Preflight(string origin, string address)
        {
            using var request = new HttpRequestMessage(HttpMethod.Options, address);
            request.Headers.Add("Origin", origin);
            request.Headers.Add("Access-Control-Request-Method", "POST");
            request.Headers.Add("Access-Control-Request-Headers", "authorization,x-grpc-web,idempotency-key");
            return await gateway.Http.SendAsync(request);
        }

        foreach (var address in new[] { "/v1/echo", "/aftersales.echo.v1.EchoService/Unary" })
        {
            using var named = await Preflight("https://desk.example.com", address);
            named.StatusCode.ShouldBe(HttpStatusCode.NoContent);
            named.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["https://desk.example.com"]);
            named.Headers.Contains("Access-Control-Allow-Credentials").ShouldBeFalse();
            using var other = await Preflight("https://evil.example.com", address);
            other.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
        }

        var answer = await gateway.Ask("POST /v1/echo:refuse", "{}", "origin: https://desk.example.com");
        answer.Headers["access-control-allow-origin"].ShouldBe("https://desk.example.com");
        answer.Headers["access-control-expose-headers"].ShouldContain("retry-after");
    }

    private async Task<(HttpResponseMessage Answer, List<(byte Flags, byte[] Bytes)> Frames)> Call(string method, IMessage message, string type)
    {
        using var request = Request(method, message, type);
        var answer = await gateway.Http.SendAsync(request);
        var body = await answer.Content.ReadAsByteArrayAsync();
        return (answer, Frames(type.Contains("text") ? Decoded(Encoding.ASCII.GetString(body)) : body));
    }

    private HttpRequestMessage Request(string method, IMessage message, string type)
    {
        var frame = Transcoding.JsonCall.Framed(message);
        var request = new HttpRequestMessage(HttpMethod.Post, $"/{method}")
        {
            Content = type.Contains("text") ? new StringContent(Convert.ToBase64String(frame)) : new ByteArrayContent(frame),
        };
        request.Content.Headers.Remove("content-type");
        request.Content.Headers.TryAddWithoutValidation("content-type", type);
        request.Headers.TryAddWithoutValidation("authorization", gateway.Authorization);
        request.Headers.TryAddWithoutValidation("x-grpc-web", "1");
        return request;
    }

    // Each piece has padding of its own.
    private static byte[] Decoded(string text) => [.. text.Chunk(4).SelectMany(four => Convert.FromBase64CharArray(four, 0, 4))];

    private static List<(byte Flags, byte[] Bytes)> Frames(byte[] body)
    {
        var frames = new List<(byte, byte[])>();
        for (var at = 0; at < body.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(body.AsSpan(at + 1));
            frames.Add((body[at], body[(at + 5)..(at + 5 + length)]));
            at += 5 + length;
        }

        return frames;
    }
}
