using System.Net.Sockets;
using Aftersales.Platform.Grpc;

namespace Aftersales.Gateway;

/// <summary>
/// <c>/healthz</c> (live): the process answers; it never looks upstream. <c>/readyz</c> (ready): the own sidecar, without which no call gets
/// anywhere, takes connections. The standard gRPC health interface speaks of the gateway alone.
/// </summary>
internal static class HealthEndpoints
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public static void MapHealth(this WebApplication app, GatewaySettings settings)
    {
        app.MapGet("/healthz", () => Results.Text("ok"));
        app.MapGet("/readyz", async (HttpContext http) => await TakesConnections(new(settings.Sidecar), http.RequestAborted)
            ? Results.Text("ready")
            : Results.Text("the sidecar is away", statusCode: StatusCodes.Status503ServiceUnavailable));

        var health = app.Services.GetRequiredService<HealthStatus>();
        app.Lifetime.ApplicationStarted.Register(() => health.Set("", isServing: true));
        app.Lifetime.ApplicationStopping.Register(() => health.Set("", isServing: false));
    }

    /// <summary>
    /// What is for the platform's own eyes is on one port only: the Ingresses route everything of gRPC's port here from outside, and of this one what is named.
    /// </summary>
    public static void UseInnerPort(this WebApplication app, GatewaySettings settings) => app.Use((context, next) =>
    {
        if (context.Connection.LocalPort == settings.HttpPort || context.Request.Path.Value is not ("/metrics" or "/readyz"))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });

    private static async Task<bool> TakesConnections(Uri address, CancellationToken cancel)
    {
        using var socket = new TcpClient();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            await socket.ConnectAsync(address.Host, address.Port, patience.Token);
            return true;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return false;
        }
    }
}
