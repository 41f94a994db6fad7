using Aftersales.Gateway;
using Aftersales.Gateway.Limits;
using Aftersales.Platform.Identity;
using Aftersales.Testing;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;

namespace Aftersales.Bench;

/// <summary>A gateway in this process, before whatever answers at an address.</summary>
internal sealed class OneGateway : IAsyncDisposable
{
    private readonly WebApplication app;

    private OneGateway(WebApplication app, int grpc, int http)
    {
        this.app = app;
        Channel = GrpcChannel.ForAddress($"http://127.0.0.1:{grpc}");
        Json = new() { BaseAddress = new($"http://127.0.0.1:{http}") };
    }

    public GrpcChannel Channel { get; }

    public HttpClient Json { get; }

    /// <param name="behind">Address of a sidecar, or of a service in its place.</param>
    /// <param name="limit">None unless given.</param>
    /// <param name="redis">Where calls are counted; null for memory.</param>
    public static async Task<OneGateway> Start(string behind, IdentitySettings identity, LimitSettings? limit = null, string? redis = null)
    {
        var (grpc, http) = (FreePort.Next(), FreePort.Next());
        var app = GatewayApp.Create(new()
        {
            GrpcPort = grpc,
            HttpPort = http,
            Sidecar = behind,
            Issuer = identity.Issuer,
            Audience = identity.Audience,
            Keys = identity.Keys,
            Limit = limit ?? LimitSettings.None,
            Redis = redis,
            // A machine that pauses for a moment is to be seen in the times, and not as refusals.
            Gate = new() { Calls = new(AtOnce: 256, Waiting: int.MaxValue), Streams = new(AtOnce: 5_000, Waiting: 0) },
        });
        await app.StartAsync();
        return new(app, grpc, http);
    }

    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        Json.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
