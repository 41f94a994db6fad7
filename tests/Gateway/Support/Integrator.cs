using Aftersales.Client;
using Aftersales.Contracts;
using Grpc.Core;

namespace Aftersales.Gateway.Tests.Support;

/// <summary>Whoever calls with the client package.</summary>
internal static class Integrator
{
    public static readonly ClientSettings Hasty = new() { FirstWait = TimeSpan.FromMilliseconds(1) };

    public static RpcException Away => new(new(StatusCode.Unavailable, "connection refused"));

    public static AfterSalesClient Of(GatewayHost gateway) => new(
        new($"http://127.0.0.1:{gateway.Settings.GrpcPort}"),
        Credential.Token(async cancel =>
        {
            await Task.Delay(1, cancel); // an issuer's never lies there already
            return new(gateway.Identity.Token("m1", "buyer-1", Role.Customer), DateTimeOffset.MaxValue);
        }),
        Hasty);
}
