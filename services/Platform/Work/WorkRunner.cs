using System.Collections.Immutable;
using Aftersales.Contracts;
using Aftersales.Kernel;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Hosting;
using Aftersales.Platform.Store;
using Aftersales.Platform.Telemetry;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Aftersales.Platform.Work;

/// <summary>Runs what has come due, on any replica, each row on one at a time.</summary>
public sealed partial class WorkRunner(
    IStore store, WorkHandlers handlers, IServiceProvider services, ServiceSettings settings, IClock clock, ILogger<WorkRunner> log)
{
    private static readonly Duration LeaseTime = Duration.FromSeconds(60);

    /// <summary>Takes at most so many rows that are due; what is not run within the lease's time somebody else takes.</summary>
    public Task<IReadOnlyList<WorkRow>> Lease(WorkNames names, int most, CancellationToken cancel) =>
        store.LeaseWork(names, clock.GetCurrentInstant(), most, LeaseTime, cancel);

    /// <summary>Runs leased rows of one merchant and handler, together where there are several; of what fails so each is run by itself.</summary>
    public async Task Run(IReadOnlyList<WorkRow> rows, CancellationToken cancel)
    {
        if (rows.Count > 1 && await RanTogether(rows, cancel))
            return;
        foreach (var row in rows)
            await Run(row, cancel);
    }

    private async Task<bool> RanTogether(IReadOnlyList<WorkRow> rows, CancellationToken cancel)
    {
        try
        {
            await ((IBulkWork)handlers.Find(services, rows[0].Key)).Run([.. rows.Select(ItemOf)], CallOf(rows[0], cancel));
            foreach (var row in rows)
                SuiteMetrics.WorkRan(row.Key.Kind, row.Key.Name, "done");
            return true;
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            TogetherFailed(log, failure, rows[0].Key.Kind, rows[0].Key.Name, rows.Count);
            return false;
        }
    }

    private static WorkItem ItemOf(WorkRow row) => new(row.Merchant, row.Key.Aggregate, row.Key.Name, row.Due, row.Attempt);

    private Call CallOf(WorkRow row, CancellationToken cancel)
    {
        var caller = new Caller(row.Merchant, settings.Name, ImmutableHashSet.Create(Role.Service), settings.Name);
        return new(caller, $"{row.Key.Kind}/{row.Key.Name}", clock.GetCurrentInstant(), cancel);
    }

    /// <summary>Runs a leased row; what fails is put off.</summary>
    private async Task Run(WorkRow row, CancellationToken cancel)
    {
        using var span = Spans.OfWork(row.Key.Kind, row.Key.Name, row.Key.Aggregate);
        try
        {
            await handlers.Find(services, row.Key).Run(ItemOf(row), CallOf(row, cancel));
            SuiteMetrics.WorkRan(row.Key.Kind, row.Key.Name, "done");
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            if (failure is RefusedException { Refusal.Reason.Kind: RefusalKind.Unavailable } away)
            {
                Away(log, row.Key.Kind, row.Key.Name, row.Key.Aggregate, away.Refusal.Reason.Name, away.Refusal.Message, away.Refusal.Metadata.GetValueOrDefault("status", ""));
                SuiteMetrics.WorkRan(row.Key.Kind, row.Key.Name, "away");
            }
            else
            {
                WorkFailed(log, failure, row.Key.Kind, row.Key.Name, row.Key.Aggregate);
                SuiteMetrics.WorkRan(row.Key.Kind, row.Key.Name, "failed");
            }

            await store.PostponeWork(row, Backoff.After(row.Attempt), cancel);
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Count} of {Kind}/{Name} together failed and are run one by one")]
    private static partial void TogetherFailed(ILogger log, Exception failure, string kind, string name, int count);

    [LoggerMessage(LogLevel.Information, "{Kind}/{Name} of {Aggregate} waits: {Reason}, {Message} {Status}")]
    private static partial void Away(ILogger log, string kind, string name, string aggregate, string reason, string message, string status);

    [LoggerMessage(LogLevel.Error, "{Kind}/{Name} of {Aggregate} failed and will be tried again")]
    private static partial void WorkFailed(ILogger log, Exception failure, string kind, string name, string aggregate);
}
