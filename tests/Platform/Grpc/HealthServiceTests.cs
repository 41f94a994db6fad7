using Aftersales.Contracts.Standard.Health;
using Aftersales.Testing;
using Grpc.Core;
using static Aftersales.Contracts.Standard.Health.HealthCheckResponse.Types;

namespace Aftersales.Platform.Tests.Grpc;

public sealed class HealthServiceTests : IAsyncLifetime
{
    private const string CheckWithGrpcJs =
        """
        import { createRequire } from "node:module";
        import grpc from "@grpc/grpc-js";
        import loader from "@grpc/proto-loader";
        const proto = createRequire(import.meta.url).resolve("grpc-health-check/proto/health/v1/health.proto");
        const { grpc: { health: { v1: { Health } } } } = grpc.loadPackageDefinition(loader.loadSync(proto, { enums: String }));
        const client = new Health(process.argv[2], grpc.credentials.createInsecure());
        client.Check({ service: process.argv[3] }, { deadline: Date.now() + 30000 }, (error, reply) => {
          console.log(error ? `code ${error.code}` : reply.status);
          client.close();
        });
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly GrpcServer server = new();

    private Health.HealthClient Client => new(server.Channel);

    [Fact]
    public async Task A_server_does_not_serve_until_somebody_says_so()
    {
        (await Client.CheckAsync(new())).Status.ShouldBe(ServingStatus.NotServing);

        server.Health.Set("", isServing: true);

        (await Client.CheckAsync(new())).Status.ShouldBe(ServingStatus.Serving);
    }

    [Fact]
    public async Task An_unknown_service_is_not_found() =>
        (await Should.ThrowAsync<RpcException>(async () => await Client.CheckAsync(new() { Service = "a.b.C" }))).StatusCode.ShouldBe(StatusCode.NotFound);

    [Fact]
    public async Task A_watch_tells_each_change()
    {
        using var watch = Client.Watch(new() { Service = "a.b.C" });

        (await Next(watch)).ShouldBe(ServingStatus.ServiceUnknown);
        server.Health.Set("a.b.C", isServing: true);
        (await Next(watch)).ShouldBe(ServingStatus.Serving);
        server.Health.Set("a.b.D", isServing: true);
        server.Health.Set("a.b.C", isServing: true);
        server.Health.Set("a.b.C", isServing: false);
        (await Next(watch)).ShouldBe(ServingStatus.NotServing);
    }

    [Fact]
    public async Task A_watch_ends_with_the_server_and_does_not_hold_it_back()
    {
        server.Health.Set("", isServing: true);
        using var watch = Client.Watch(new());
        (await Next(watch)).ShouldBe(ServingStatus.Serving);

        var stopped = server.StopAsync();

        (await Next(watch)).ShouldBe(ServingStatus.NotServing);
        (await watch.ResponseStream.MoveNext().WaitAsync(Patience)).ShouldBeFalse();
        await stopped.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData("a.b.C", "SERVING")]
    [InlineData("", "NOT_SERVING")]
    [InlineData("a.b.D", "code 5")]
    public async Task A_foreign_client_understands_it(string service, string expected)
    {
        server.Health.Set("a.b.C", isServing: true);

        var said = await NodeTools.Node(CheckWithGrpcJs, server.Address.Replace("http://", ""), service);

        said.Succeeded().Trim().ShouldBe(expected);
    }

    public Task InitializeAsync() => server.InitializeAsync();

    public Task DisposeAsync() => server.DisposeAsync();

    private static async Task<ServingStatus> Next(AsyncServerStreamingCall<HealthCheckResponse> watch)
    {
        (await watch.ResponseStream.MoveNext().WaitAsync(Patience)).ShouldBeTrue();
        return watch.ResponseStream.Current.Status;
    }
}
