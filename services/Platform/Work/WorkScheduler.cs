using Aftersales.Platform.Hosting;
using Aftersales.Platform.Store;
using Aftersales.Platform.Time;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Aftersales.Platform.Work;

/// <summary>Says when what has come due is run, and how much at once.</summary>
public sealed partial class WorkScheduler(WorkRunner runner, IStore store, IClock clock, TimeProvider time, ILogger<WorkScheduler> log) : BackgroundService
{
    private const int Parallelism = 8;
    private readonly Wake wake = new(time, TimeSpan.FromSeconds(1));
    private readonly SemaphoreSlim slots = new(Parallelism);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        store.Committed += wake.Up;
        if (clock is BusinessClock business)
            business.Moved += wake.Up;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await StartDue(stoppingToken))
                    await wake.Wait(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                Failed(log, failure);
                await Task.Delay(TimeSpan.FromSeconds(1), time, stoppingToken);
            }
        }
    }

    /// <summary>
    /// Leases as much as can be started at once, so that one slow call holds up itself alone and no lease runs out before its work begins.
    /// True when there may be more.
    /// </summary>
    private async Task<bool> StartDue(CancellationToken cancel)
    {
        await slots.WaitAsync(cancel);
        var free = 1;
        while (slots.Wait(0, CancellationToken.None))
            free++;
        IReadOnlyList<WorkRow> rows = [];
        try
        {
            rows = await runner.Lease(free, cancel);
        }
        finally
        {
            if (free > rows.Count)
                slots.Release(free - rows.Count);
        }

        foreach (var row in rows)
            _ = Task.Run(() => RunAndFree(row, cancel), CancellationToken.None);
        return rows.Count == free;
    }

    private async Task RunAndFree(WorkRow row, CancellationToken cancel)
    {
        try
        {
            await runner.Run(row, cancel);
        }
        catch (Exception failure)
        {
            // Postponing failed too, or everything stops: the lease ends by itself.
            if (!cancel.IsCancellationRequested)
                Failed(log, failure);
        }
        finally
        {
            slots.Release();
        }
    }

    /// <summary>What was begun is ended before the service stops.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        for (var slot = 0; slot < Parallelism; slot++)
            await slots.WaitAsync(cancellationToken);
    }

    public override void Dispose()
    {
        store.Committed -= wake.Up;
        if (clock is BusinessClock business)
            business.Moved -= wake.Up;
        slots.Dispose();
        base.Dispose();
    }

    [LoggerMessage(LogLevel.Error, "the scheduler failed and goes on")]
    private static partial void Failed(ILogger log, Exception failure);
}
