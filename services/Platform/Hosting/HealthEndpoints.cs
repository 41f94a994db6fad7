using Aftersales.Platform.Events;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;

namespace Aftersales.Platform.Hosting;

/// <summary>
/// <c>/healthz</c> (live): the process answers; it never looks upstream, or an outage elsewhere would restart healthy pods.
/// <c>/readyz</c> (ready): the database answers and the sidecar has asked for the subscriptions, before which no event can arrive.
/// </summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this WebApplication app, IEnumerable<string> services)
    {
        app.MapGet("/healthz", () => Results.Text("ok"));
        app.MapGet("/readyz", async (IStore store, SidecarContact contact, IClock clock, HttpContext http) =>
        {
            try
            {
                await store.Backlog(clock.GetCurrentInstant(), http.RequestAborted);
            }
            catch (StoreUnavailableException)
            {
                return Results.Text("the database is away", statusCode: StatusCodes.Status503ServiceUnavailable);
            }

            return await contact.IsMade(http.RequestAborted) ? Results.Text("ready") : Results.Text("the sidecar has not asked yet", statusCode: StatusCodes.Status503ServiceUnavailable);
        });

        var health = app.Services.GetRequiredService<HealthStatus>();
        app.Lifetime.ApplicationStarted.Register(() => Set(isServing: true));
        app.Lifetime.ApplicationStopping.Register(() => Set(isServing: false));
        void Set(bool isServing)
        {
            foreach (var service in services.Prepend(""))
                health.Set(service, isServing);
        }
    }
}
