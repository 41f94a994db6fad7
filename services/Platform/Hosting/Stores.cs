using Aftersales.Platform.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aftersales.Platform.Hosting;

/// <summary>Opens the store that the settings name.</summary>
internal static class Stores
{
    private const string Sqlite = "sqlite:";
    private const string Postgres = "postgres:";

    public static IStore Open(ServiceSettings settings) =>
        Open(settings.Store, settings.Name, settings.ExpectsTables ? Upgrade.Expected : Upgrade.Made, settings.Time);

    /// <param name="appRole">Role of PostgreSQL that the service works with; null when it is the one that migrates.</param>
    public static IStore OpenToMigrate(string store, string name, string? appRole, TimeProvider time) =>
        Open(store, name, Upgrade.Made with { AppRole = appRole }, time);

    private static SqlStore Open(string text, string name, Upgrade upgrade, TimeProvider time) => text switch
    {
        _ when text.StartsWith(Sqlite, StringComparison.Ordinal) => SqlStore.Sqlite(text[Sqlite.Length..], time),
        _ when text.StartsWith(Postgres, StringComparison.Ordinal) => SqlStore.Postgres(text[Postgres.Length..], name, time, upgrade),
        _ => throw new InvalidOperationException("Store is neither sqlite:FILE nor postgres:CONNECTION STRING"),
    };
}

/// <summary>The tables are there before the first call, relay or scheduler run. Waits for a database that is not up yet.</summary>
internal sealed partial class StoreStart(IStore store, TimeProvider time, ILogger<StoreStart> log) : IHostedService
{
    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(1);

    public Task StartAsync(CancellationToken cancellationToken) => WaitAndMigrate(store, time, log, cancellationToken);

    public static async Task WaitAndMigrate(IStore store, TimeProvider time, ILogger log, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await store.Migrate(cancel);
                return;
            }
            catch (StoreUnavailableException away)
            {
                if (attempt == 1)
                    Waiting(log, away);
                await Task.Delay(TryAgain, time, cancel);
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Warning, "waiting for the database")]
    private static partial void Waiting(ILogger log, Exception away);
}
