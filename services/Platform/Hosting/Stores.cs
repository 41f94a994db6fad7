using Aftersales.Platform.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aftersales.Platform.Hosting;

/// <summary>Opens the store that the settings name.</summary>
internal static class Stores
{
    private const string Sqlite = "sqlite:";
    private const string Postgres = "postgres:";

    public static IStore Open(ServiceSettings settings) => settings.Store switch
    {
        var store when store.StartsWith(Sqlite, StringComparison.Ordinal) => SqlStore.Sqlite(store[Sqlite.Length..], settings.Time),
        var store when store.StartsWith(Postgres, StringComparison.Ordinal) => SqlStore.Postgres(store[Postgres.Length..], settings.Name, settings.Time),
        _ => throw new InvalidOperationException("Store is neither sqlite:FILE nor postgres:CONNECTION STRING"),
    };
}

/// <summary>The tables are there before the first call, relay or scheduler run. Waits for a database that is not up yet.</summary>
internal sealed partial class StoreStart(IStore store, TimeProvider time, ILogger<StoreStart> log) : IHostedService
{
    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(1);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await store.Migrate(cancellationToken);
                return;
            }
            catch (StoreUnavailableException away)
            {
                if (attempt == 1)
                    Waiting(log, away);
                await Task.Delay(TryAgain, time, cancellationToken);
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Warning, "waiting for the database")]
    private static partial void Waiting(ILogger log, Exception away);
}
