using System.Collections.Concurrent;
using System.Text;
using Aftersales.Platform.Hosting;
using Aftersales.Platform.Store;
using Aftersales.Platform.Telemetry;
using Dapr.Client;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Aftersales.Platform.Events;

/// <summary>Publishes what was committed, at least once: aggregates side by side, the events of one aggregate in order.</summary>
public sealed partial class OutboxRelay(IStore store, DaprClient sidecar, ServiceSettings settings, TimeProvider time, ILogger<OutboxRelay> log) : BackgroundService
{
    private const int BatchSize = 256;
    private const int Parallelism = 16;
    // A sidecar that takes a call and never answers must not stop the relay.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);
    private static readonly Duration Lease = Duration.FromSeconds(30);
    private readonly Wake wake = new(time, TimeSpan.FromSeconds(1));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        store.Committed += wake.Up;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await Relay(stoppingToken) > 0)
                {
                }

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

    /// <summary>Publishes what waits, as much as one lease takes; how much that was.</summary>
    public async Task<int> Relay(CancellationToken cancel)
    {
        var leasedAt = time.GetTimestamp();
        var rows = await store.LeaseOutbox(BatchSize, Lease, cancel);
        if (rows.Count == 0)
            return 0;
        var published = new ConcurrentBag<OutboxRow>();
        var failed = new ConcurrentBag<OutboxRow>();
        await Parallel.ForEachAsync(
            rows.GroupBy(r => (r.Merchant, r.AggregateId)),
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancel },
            async (aggregate, stop) => await Publish(aggregate, leasedAt, published, failed, stop));
        if (!published.IsEmpty)
            await store.Published([.. published], cancel);
        if (!failed.IsEmpty)
            await store.ReturnOutbox([.. failed], Backoff.After(failed.Max(r => r.Attempt)), cancel);
        return published.Count;
    }

    private async Task Publish(
        IEnumerable<OutboxRow> rows, long leasedAt, ConcurrentBag<OutboxRow> published, ConcurrentBag<OutboxRow> failed, CancellationToken cancel)
    {
        var isFailing = false;
        foreach (var row in rows.OrderBy(r => r.Id))
        {
            // What might still be under way when the lease ends is left to whoever leases it next: two relays would break the order.
            if (isFailing || time.GetElapsedTime(leasedAt) + Deadline > Lease.ToTimeSpan())
            {
                failed.Add(row);
                continue;
            }

            try
            {
                using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
                deadline.CancelAfter(Deadline);
                await sidecar.PublishByteEventAsync(settings.PubSub, row.Topic, Encoding.UTF8.GetBytes(row.Body), "application/cloudevents+json", cancellationToken: deadline.Token);
                published.Add(row);
                SuiteMetrics.EventPublished(isTaken: true);
            }
            catch (Exception failure) when (!cancel.IsCancellationRequested)
            {
                NotPublished(log, failure, row.EventId);
                SuiteMetrics.EventPublished(isTaken: false);
                failed.Add(row);
                isFailing = true;
            }
        }
    }

    public override void Dispose()
    {
        store.Committed -= wake.Up;
        base.Dispose();
    }

    [LoggerMessage(LogLevel.Error, "the relay failed and goes on")]
    private static partial void Failed(ILogger log, Exception failure);

    [LoggerMessage(LogLevel.Warning, "event {Id} could not be published yet")]
    private static partial void NotPublished(ILogger log, Exception failure, string id);
}
