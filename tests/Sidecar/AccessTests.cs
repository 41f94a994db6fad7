using Aftersales.Sidecar.Calls;
using Aftersales.Sidecar.Tests.Support;
using Grpc.Core;

namespace Aftersales.Sidecar.Tests;

/// <summary>Tokens and access control.</summary>
public sealed class AccessTests : IAsyncLifetime
{
    private const string Unary = "/aftersales.sidecar.tests.Echo/Unary";

    private readonly Machine _machine = new();
    private App _app = null!;

    public async Task InitializeAsync() => _app = await _machine.AppAsync();

    public async Task DisposeAsync() => await _machine.DisposeAsync();

    [Theory, InlineData(null), InlineData("wrong")]
    public async Task A_call_without_the_right_token_is_UNAUTHENTICATED(string? token)
    {
        await _machine.SidecarAsync("callee", _app.Port);
        var caller = await _machine.CallerAsync(configure: options => options with { ApiToken = "right" });
        using var client = Machine.ClientOf(caller, token);

        (await Machine.CodeOf(async () => await Machine.EchoVia(caller, "callee", token).UnaryAsync(new(), Machine.Within())))
            .ShouldBe(StatusCode.Unauthenticated);
        var refused = await Should.ThrowAsync<Dapr.DaprException>(() => client.PublishEventAsync("pubsub", "topic", "data"));
        refused.InnerException.ShouldBeOfType<RpcException>().StatusCode.ShouldBe(StatusCode.Unauthenticated);
        (await client.CheckOutboundHealthAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task The_right_token_opens_and_the_app_gets_its_own_token_not_the_callers()
    {
        Metadata? seen = null;
        _app.Does.Unary = (request, context) =>
        {
            seen = context.RequestHeaders;
            return Task.FromResult(request);
        };
        await _machine.SidecarAsync("callee", _app.Port, options => options with { AppToken = "apps" });
        var caller = await _machine.CallerAsync(configure: options => options with { ApiToken = "right" });

        await Machine.EchoVia(caller, "callee", "right").UnaryAsync(new(), Machine.Within());

        seen!.GetAll("dapr-api-token").Select(entry => entry.Value).ShouldBe(["apps"]);
    }

    [Fact]
    public async Task What_the_callees_policy_does_not_allow_is_PERMISSION_DENIED()
    {
        await _machine.SidecarAsync("callee", _app.Port, options => options with { Access = AccessPolicy.AllowOnly(new AccessRule("friend", Unary)) });
        var friend = Machine.EchoVia(await _machine.CallerAsync("friend"), "callee");
        var stranger = Machine.EchoVia(await _machine.CallerAsync("stranger"), "callee");

        (await friend.UnaryAsync(new() { Text = "in" }, Machine.Within())).Text.ShouldBe("in");
        (await Machine.CodeOf(async () => await friend.Up(Machine.Within()))).ShouldBe(StatusCode.PermissionDenied);
        (await Machine.CodeOf(async () => await stranger.UnaryAsync(new(), Machine.Within()))).ShouldBe(StatusCode.PermissionDenied);
    }

    [Fact]
    public async Task A_caller_cannot_say_that_it_is_somebody_else()
    {
        await _machine.SidecarAsync("callee", _app.Port, options => options with { Access = AccessPolicy.AllowOnly(new AccessRule("friend", Unary)) });
        var stranger = Machine.EchoVia(await _machine.CallerAsync("stranger"), "callee");

        (await Machine.CodeOf(async () => await stranger.UnaryAsync(new(), Machine.Within().WithHeaders([new("dapr-caller-app-id", "friend")]))))
            .ShouldBe(StatusCode.PermissionDenied);
    }

    [Fact]
    public async Task The_port_for_sidecars_takes_calls_of_sidecars_only()
    {
        await _machine.SidecarAsync("callee", _app.Port);
        var address = await _machine.Peers.FindAsync("callee", TimeSpan.Zero, TimeProvider.System, CancellationToken.None);
        using var channel = Grpc.Net.Client.GrpcChannel.ForAddress(address!);

        (await Machine.CodeOf(async () => await new Echo.EchoClient(channel).UnaryAsync(new(), Machine.Within().WithHeaders([new("dapr-caller-app-id", "friend")]))))
            .ShouldBe(StatusCode.Unauthenticated);
    }

    [Theory]
    [InlineData("gateway", "/a.B/C", true)]
    [InlineData("gateway", "/a.B/D", false)]
    [InlineData("gateway", "/a.X/Any", true)]
    [InlineData("gateway", "/a.XY/Any", false)]
    [InlineData("complaint", "/z.Z/Z", true)]
    [InlineData("tracking", "/a.B/C", false)]
    public void Daprs_access_control_is_understood(string caller, string method, bool allowed)
    {
        var policy = AccessPolicy.Parse("""
            { "defaultAction": "deny", "trustDomain": "public", "policies": [
              { "appId": "gateway", "defaultAction": "deny", "trustDomain": "public", "namespace": "default", "operations": [
                { "name": "/a.B/C", "httpVerb": ["*"], "action": "allow" }, { "name": "/a.X/*", "action": "allow" } ] },
              { "appId": "complaint", "defaultAction": "allow" } ] }
            """);

        policy.Allows(caller, method).ShouldBe(allowed);
    }
}
