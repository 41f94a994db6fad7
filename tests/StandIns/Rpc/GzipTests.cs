using System.Diagnostics;
using Aftersales.Platform.Grpc;
using Grpc.Core;
using Grpc.Net.Client;

namespace Aftersales.StandIns.Tests.Rpc;

/// <summary>Compression both ways; the other side is also Google's own client for Node.js.</summary>
public sealed class GzipTests
{
    private static readonly CallOptions compressed = new([new("grpc-internal-encoding-request", "gzip")]);

    [Theory]
    [InlineData("")]
    [InlineData("some text")]
    public async Task Requests_and_replies_are_compressed(string text)
    {
        await using var host = await EchoHost.Start(gzip: true);
        using var encoding = new EncodingProbe();
        using var channel = host.Channel(new GrpcChannelOptions { HttpHandler = encoding, CompressionProviders = [new GzipProvider()] });

        var reply = await new Echo.EchoClient(channel).UnaryAsync(new Ping { Text = text }, compressed);

        reply.Text.ShouldBe(text);
        host.Seen.RequestEncoding.ShouldBe("gzip");
        encoding.OfReply.ShouldBe("gzip");
    }

    [Fact]
    public async Task Node_reads_compressed_replies_also_empty_ones_and_sends_compressed_requests()
    {
        await using var host = await EchoHost.Start(gzip: true);

        var output = await Node("call.cjs", host.Address.Authority, Path.Combine(AppContext.BaseDirectory, "echo.proto"));

        output.ShouldBe("""
            {"text":"","number":0}
            {"text":"text","number":7}
            FAILED_PRECONDITION nicht möglich
            """);
        host.Seen.RequestEncoding.ShouldBe("gzip");
    }

    public static TheoryData<string, Func<Stream, byte[], Task>> Writes { get; } = new()
    {
        { "array", (stream, data) => Task.Run(() => stream.Write(data, 0, data.Length)) },
        { "span", (stream, data) => Task.Run(() => stream.Write(data.AsSpan())) },
        { "memory", (stream, data) => stream.WriteAsync(data).AsTask() },
        { "bytes", (stream, data) => Task.Run(() => Array.ForEach(data, stream.WriteByte)) },
    };

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task Whatever_is_written_can_be_read_and_is_never_nothing(string way, Func<Stream, byte[], Task> write)
    {
        foreach (var data in new byte[][] { [], [7], [.. Enumerable.Range(0, 10_000).Select(i => (byte)i)] })
        {
            using var target = new MemoryStream();
            await using (var stream = new GzipProvider().CreateCompressionStream(target, null))
            {
                await write(stream, data);
                if (data.Length == 1) stream.Dispose();
            }

            target.Length.ShouldBeGreaterThan(0, way);
            target.Position = 0;
            using var read = new MemoryStream();
            await new GzipProvider().CreateDecompressionStream(target).CopyToAsync(read);
            read.ToArray().ShouldBe(data, way);
        }
    }

    private static async Task<string> Node(string script, params string[] arguments)
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Microservices.sln"))) root = Path.GetDirectoryName(root)!;
        var modules = Path.Combine(root, "tools", "node_modules");
        Directory.Exists(Path.Combine(modules, "@grpc")).ShouldBeTrue("tools/node_modules is not installed: run tools/install");

        using var process = Process.Start(new ProcessStartInfo("node", [Path.Combine(AppContext.BaseDirectory, script), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["NODE_PATH"] = modules },
        })!;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var error = process.StandardError.ReadToEndAsync(patience.Token);
        var output = await process.StandardOutput.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        process.ExitCode.ShouldBe(0, await error);
        return output.TrimEnd();
    }

    private sealed class EncodingProbe() : DelegatingHandler(new SocketsHttpHandler())
    {
        public string? OfReply { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var reply = await base.SendAsync(request, cancellationToken);
            OfReply = string.Join(',', reply.Headers.TryGetValues("grpc-encoding", out var values) ? values : []);
            return reply;
        }
    }
}
