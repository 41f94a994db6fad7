using System.Globalization;
using Aftersales.Platform.Store;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aftersales.Platform.Hosting;

/// <summary>Opens the store that the settings name.</summary>
internal static class Stores
{
    private const string Sqlite = "sqlite:";
    private const string Postgres = "postgres:";

    /// <summary>Reads <c>Store</c>, and <c>Store:SslMode</c> and <c>Store:RootCertificate</c>, which hold whatever its connection string says.</summary>
    /// <exception cref="InvalidOperationException">It is missing, or what goes with it is wrong; names the setting.</exception>
    public static string Read(IConfiguration configuration)
    {
        var store = configuration["Store"] ?? throw new InvalidOperationException("the setting Store is missing");
        var (mode, root) = (configuration["Store:SslMode"], configuration["Store:RootCertificate"]);
        return (mode ?? root) is not null && store.StartsWith(Postgres, StringComparison.Ordinal)
            ? Postgres + PostgresConnection.Secured(store[Postgres.Length..], mode, root)
            : store;
    }

    public static IStore Open(ServiceSettings settings) =>
        Open(settings.Store, settings.Name, settings.ExpectsTables ? Upgrade.Expected : Upgrade.Made, settings.Time);

    /// <summary>
    /// For <c>migrate</c>: reads besides <c>Migrations:AppRole</c>, the role of PostgreSQL that the service works with when it is not the one that migrates,
    /// and <c>Migrations:Partitions</c>.
    /// </summary>
    public static IStore OpenToMigrate(IConfiguration configuration, string name, TimeProvider time) =>
        Open(Read(configuration), name, Upgrade.Made with { AppRole = configuration["Migrations:AppRole"], Partitions = PartitionsOf(configuration) }, time);

    private static int? PartitionsOf(IConfiguration configuration) => configuration["Migrations:Partitions"] switch
    {
        null => null,
        var text when int.TryParse(text, CultureInfo.InvariantCulture, out var count) => count,
        var text => throw new InvalidOperationException($"the setting Migrations:Partitions is '{text}'; it is a number"),
    };

    private static SqlStore Open(string text, string name, Upgrade upgrade, TimeProvider time) => text switch
    {
        _ when text.StartsWith(Sqlite, StringComparison.Ordinal) => SqlStore.Sqlite(text[Sqlite.Length..], time),
        _ when text.StartsWith(Postgres, StringComparison.Ordinal) => SqlStore.Postgres(text[Postgres.Length..], name, time, upgrade),
        _ => throw new InvalidOperationException("Store is neither sqlite:FILE nor postgres:CONNECTION STRING"),
    };
}

/// <summary>The tables are there before the first call, relay or scheduler run. Waits for a database that is not up yet, and not for one that cannot be trusted.</summary>
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
            catch (StoreUnavailableException away) when (!away.IsUntrusted)
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
