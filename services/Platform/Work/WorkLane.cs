using Aftersales.Platform.Hosting;
using Aftersales.Platform.Store;
using Microsoft.Extensions.Logging;

namespace Aftersales.Platform.Work;

/// <summary>Runs due work of some names: so many slots at once, each with so many rows together.</summary>
internal sealed partial class WorkLane(WorkRunner runner, WorkNames names, int parallelism, int together, TimeProvider time, ILogger log) : IDisposable
{
    private readonly Wake wake = new(time, TimeSpan.FromSeconds(1));
    private readonly SemaphoreSlim slots = new(parallelism);

    public void Wake() => wake.Up();

    public async Task Run(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                if (!await StartDue(cancel))
                    await wake.Wait(cancel);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                Failed(log, failure);
                await Task.Delay(TimeSpan.FromSeconds(1), time, cancel);
            }
        }
    }

    /// <summary>Waits until what was begun has ended.</summary>
    public async Task Ended(CancellationToken cancel)
    {
        for (var slot = 0; slot < parallelism; slot++)
            await slots.WaitAsync(cancel);
    }

    public void Dispose() => slots.Dispose();

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
        WorkRow[][] batches = [];
        try
        {
            batches = [.. (await runner.Lease(names, free * together, cancel)).Chunk(together)];
        }
        finally
        {
            if (free > batches.Length)
                slots.Release(free - batches.Length);
        }

        foreach (var batch in batches)
            _ = Task.Run(() => RunAndFree(batch, cancel), CancellationToken.None);
        return batches.Length == free;
    }

    private async Task RunAndFree(WorkRow[] batch, CancellationToken cancel)
    {
        try
        {
            foreach (var rows in batch.GroupBy(row => (row.Merchant, row.Key.Kind)))
                await runner.Run([.. rows], cancel);
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

    [LoggerMessage(LogLevel.Error, "the scheduler failed and goes on")]
    private static partial void Failed(ILogger log, Exception failure);
}
