namespace Aftersales.AppHost;

/// <summary>Directory's page of messages to customers, where people look.</summary>
internal static class Outbox
{
    /// <param name="page">Where Directory has it, once it runs.</param>
    public static void MapOutbox(this WebApplication app, Func<Uri> page)
    {
        var http = new HttpClient();
        app.Lifetime.ApplicationStopped.Register(http.Dispose);
        app.MapGet("/development/outbox", async (string merchant, CancellationToken cancel) => Results.Content(
            await http.GetStringAsync(new Uri($"{page()}?merchant={Uri.EscapeDataString(merchant)}"), cancel), "text/html; charset=utf-8"));
    }
}
