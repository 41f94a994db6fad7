using System.Collections.Immutable;
using Aftersales.Contracts;
using Aftersales.Kernel;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Hosting;
using Aftersales.Platform.Store;
using Aftersales.Platform.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Aftersales.Platform.Work;

/// <summary>Runs what has come due, on any replica, each row on one at a time.</summary>
public sealed partial class WorkScheduler(
    IStore store, WorkHandlers handlers, IServiceProvider services, ServiceSettings settings, IClock clock, TimeProvider time, ILogger<WorkScheduler> log)
    : BackgroundService
{
    private const int Parallelism = 8;
    private static readonly Duration Lease = Duration.FromSeconds(60);
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
            rows = await store.LeaseWork(clock.GetCurrentInstant(), free, Lease, cancel);
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
            await Run(row, cancel);
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

    private async Task Run(WorkRow row, CancellationToken cancel)
    {
        var caller = new Caller(row.Merchant, settings.Name, ImmutableHashSet.Create(Role.Service), settings.Name);
        var call = new Call(caller, $"{row.Key.Kind}/{row.Key.Name}", clock.GetCurrentInstant(), cancel);
        var item = new WorkItem(row.Merchant, row.Key.Aggregate, row.Key.Name, row.Due, row.Attempt);
        try
        {
            await handlers.Find(services, row.Key).Run(item, call);
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            if (failure is RefusedException { Refusal.Reason.Kind: RefusalKind.Unavailable } away)
                Away(log, row.Key.Kind, row.Key.Name, row.Key.Aggregate, away.Refusal.Reason.Name);
            else
                WorkFailed(log, failure, row.Key.Kind, row.Key.Name, row.Key.Aggregate);
            await store.PostponeWork(row, Backoff.After(row.Attempt), cancel);
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

    [LoggerMessage(LogLevel.Information, "{Kind}/{Name} of {Aggregate} waits: {Reason}")]
    private static partial void Away(ILogger log, string kind, string name, string aggregate, string reason);

    [LoggerMessage(LogLevel.Error, "{Kind}/{Name} of {Aggregate} failed and will be tried again")]
    private static partial void WorkFailed(ILogger log, Exception failure, string kind, string name, string aggregate);
}

/// <summary>Who does which work: by the aggregate's kind and the work's name before the colon.</summary>
public sealed class WorkHandlers
{
    private readonly Dictionary<(string Kind, string Name), Func<IServiceProvider, IWork>> handlers = [];

    internal void Add<TWork>(string kind, string name)
        where TWork : class, IWork => handlers.Add((kind, name), services => services.GetRequiredService<TWork>());

    internal IWork Find(IServiceProvider services, WorkKey key)
    {
        var name = key.Name.Split(':', 2)[0];
        return handlers.TryGetValue((key.Kind, name), out var handler)
            ? handler(services)
            : throw new InvalidOperationException($"nobody does {key.Kind}/{name}");
    }
}
