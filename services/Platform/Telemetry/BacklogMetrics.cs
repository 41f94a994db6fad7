using System.Diagnostics.Metrics;
using Aftersales.Platform.Store;
using Microsoft.Extensions.Hosting;
using NodaTime;

namespace Aftersales.Platform.Telemetry;

/// <summary>Looks at what waits in the database and shows it as gauges. Every replica shows the same: take the maximum, not the sum.</summary>
internal sealed class BacklogMetrics : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    private readonly IStore store;
    private readonly IClock clock;
    private readonly TimeProvider time;
    private readonly Meter meter = new(CallTelemetry.Name);
    private Backlog? seen;
    private Duration lateness;

    public BacklogMetrics(IStore store, IClock clock, TimeProvider time)
    {
        (this.store, this.clock, this.time) = (store, clock, time);
        meter.CreateObservableGauge("aftersales.outbox.unpublished", () => Measure(backlog => backlog.Unpublished), "{event}", "Events that are committed and not published yet.");
        meter.CreateObservableGauge("aftersales.work.due", () => Measure(backlog => backlog.Due), "{row}", "Work whose time has come and that is not done yet.");
        meter.CreateObservableGauge("aftersales.dead_letters.open", () => Measure(backlog => backlog.DeadLetters), "{event}", "Events that the service refused and that nobody has dealt with.");
        meter.CreateObservableGauge("aftersales.work.lateness", () => Measure(_ => (long)lateness.TotalSeconds), "s", "How long the work that is due longest has been due.");
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            do
            {
                await Look(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }

    internal async Task Look(CancellationToken cancel)
    {
        try
        {
            var now = clock.GetCurrentInstant();
            var backlog = await store.Backlog(now, cancel);
            lateness = backlog.NextDue is { } due ? Duration.Max(now - due, Duration.Zero) : Duration.Zero;
            Volatile.Write(ref seen, backlog);
        }
        catch (StoreUnavailableException)
        {
            // Unknown now: no value is better than an old one.
            Volatile.Write(ref seen, null);
        }
    }

    public override void Dispose()
    {
        meter.Dispose();
        base.Dispose();
    }

    private IEnumerable<Measurement<long>> Measure(Func<Backlog, long> value) => Volatile.Read(ref seen) is { } backlog ? [new(value(backlog))] : [];
}
