using Aftersales.Platform.Store;
using Microsoft.Extensions.Hosting;

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
internal sealed class StoreStart(IStore store, TimeProvider time) : IHostedService
{
    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(1);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await store.Migrate(cancellationToken);
                return;
            }
            catch (StoreUnavailableException)
            {
                await Task.Delay(TryAgain, time, cancellationToken);
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
