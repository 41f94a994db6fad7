using Aftersales.Contracts.Standard.Health;
using Aftersales.Gateway.Tests.Support;
using Aftersales.Platform.Grpc;
using Grpc.Core;
using static Aftersales.Contracts.Standard.Health.HealthCheckResponse.Types;

namespace Aftersales.Gateway.Tests;

/// <summary>How each service is, asked of the gateway.</summary>
public sealed class HealthTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private readonly Health.HealthClient health = new(shared.Host.Channel);

    [Theory]
    [InlineData("", ServingStatus.Serving)]
    [InlineData("aftersales.echo.v1.KindsService", ServingStatus.Serving)]
    [InlineData("aftersales.echo.v1.EchoService", ServingStatus.Serving)]
    [InlineData("aftersales.returns.v1.ReturnsService", ServingStatus.NotServing)]
    public async Task Each_service_is_asked_for_under_its_name(string service, ServingStatus status)
    {
        (await health.CheckAsync(new() { Service = service })).Status.ShouldBe(status);
        using var watch = health.Watch(new() { Service = service });
        (await watch.ResponseStream.MoveNext().WaitAsync(GatewayHost.Patience)).ShouldBeTrue();
        watch.ResponseStream.Current.Status.ShouldBe(status);
    }

    [Fact]
    public async Task Bytes_that_are_no_message_are_their_senders_mistake()
    {
        var bytes = Marshallers.Create<byte[]>(sent => sent, received => received);
        var check = new Method<byte[], byte[]>(MethodType.Unary, "grpc.health.v1.Health", "Check", bytes, bytes);

        var refused = await Should.ThrowAsync<RpcException>(async () => await shared.Host.Channel.CreateCallInvoker().AsyncUnaryCall(check, null, default, [0x0a, 0xff]));

        (refused.StatusCode, ErrorDetails.From(refused)?.Info?.Reason).ShouldBe((StatusCode.InvalidArgument, "INVALID_REQUEST"));
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        (await Should.ThrowAsync<RpcException>(async () => await health.CheckAsync(new() { Service = "nobody" }))).StatusCode.ShouldBe(StatusCode.NotFound);
        using var watch = health.Watch(new() { Service = "nobody" });
        await watch.ResponseStream.MoveNext().WaitAsync(GatewayHost.Patience);
        watch.ResponseStream.Current.Status.ShouldBe(ServingStatus.ServiceUnknown);
    }
}
