using Aftersales.Platform.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Aftersales.Platform.Hosting;

/// <summary>
/// Removes what has had its time: published rows, stored replies, consumed event ids. They are kept for longer than any repeat or redelivery takes;
/// where money moves a key of the domain guards for ever.
/// </summary>
internal sealed partial class Pruner(IStore store, TimeProvider time, ILogger<Pruner> log) : BackgroundService
{
    private const int AtOnce = 1000;
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);
    private static readonly Duration Kept = Duration.FromDays(14);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await Prune(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }

    private async Task Prune(CancellationToken cancel)
    {
        try
        {
            while (await store.Prune(Instant.FromDateTimeOffset(time.GetUtcNow()) - Kept, AtOnce, cancel) > 0)
            {
            }
        }
        catch (StoreUnavailableException away)
        {
            Later(log, away);
        }
    }

    [LoggerMessage(LogLevel.Warning, "what is out of date is removed later")]
    private static partial void Later(ILogger log, Exception away);
}
