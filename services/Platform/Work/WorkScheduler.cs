using System.Collections.Immutable;
using Aftersales.Platform.Store;
using Aftersales.Platform.Time;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Aftersales.Platform.Work;

/// <summary>Says when what has come due is run, and how much at once; work that is slow, or comes in bulk, has a lane of its own.</summary>
public sealed class WorkScheduler(WorkRunner runner, WorkHandlers handlers, IStore store, IClock clock, TimeProvider time, ILogger<WorkScheduler> log)
    : BackgroundService
{
    private const int Parallelism = 8;

    private readonly ImmutableArray<WorkLane> lanes = handlers.Apart is not { } apart
        ? [new(runner, WorkNames.All, Parallelism, 1, time, log)]
        :
        [
            new(runner, WorkNames.Except(apart.Name), Parallelism, 1, time, log),
            new(runner, WorkNames.Only(apart.Name), apart.Parallelism, apart.Together, time, log),
        ];

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        store.Committed += Wake;
        if (clock is BusinessClock business)
            business.Moved += Wake;
        return Task.WhenAll(lanes.Select(lane => lane.Run(stoppingToken)));
    }

    /// <summary>What was begun is ended before the service stops.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        foreach (var lane in lanes)
            await lane.Ended(cancellationToken);
    }

    public override void Dispose()
    {
        store.Committed -= Wake;
        if (clock is BusinessClock business)
            business.Moved -= Wake;
        foreach (var lane in lanes)
            lane.Dispose();
        base.Dispose();
    }

    private void Wake()
    {
        foreach (var lane in lanes)
            lane.Wake();
    }
}
