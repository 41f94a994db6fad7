using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Store;
using Aftersales.Platform.Work;

namespace Aftersales.Platform.Operations.Rebuilds;

/// <summary>
/// The next batch of a rebuild: looked at, then mended and noted in one commit, which holds only while the aggregates concerned are as they were seen. So a process
/// that ends half way has done a batch or has not, and whoever writes meanwhile is never overwritten.
/// </summary>
internal sealed class RebuildBatch(Aggregates<Rebuild, RebuildEvent> rebuilds, StateCheck states, RowCheck rows, SumCheck sums) : IWork
{
    private const int Largest = 200;
    private const int Attempts = 20;

    public async Task Run(WorkItem item, Call call)
    {
        for (var (attempt, size) = (0, Largest); attempt < Attempts; (attempt, size) = (attempt + 1, Math.Max(1, size / 2)))
        {
            if (await rebuilds.Find(call.Merchant, item.Aggregate, call.Cancel) is not { State.IsRunning: true } rebuild || item.Name != RebuildAggregate.BatchOf(rebuild.State))
                return;
            var batch = await Look(rebuild.State, size, call);
            var next = batch.Cursor is { } cursor ? new NextBatch(rebuild.State.Step, cursor) : RebuildDecider.After(rebuild.State.Step, rebuild.State);
            var rebuilt = new BatchRebuilt(call.Now, batch.Found, next);
            // In smaller pieces where others write to the same aggregates.
            if (await rebuilds.CommitWith(rebuild, rebuilt, call, commit => rebuild.State.DryRun ? commit with { Unchanged = batch.Seen } : batch.AddTo(commit)) == CommitResult.Committed)
                return;
        }

        throw new InvalidOperationException("the aggregates of a batch change faster than they can be looked at");
    }

    private Task<Batch> Look(Rebuild rebuild, int size, Call call) => rebuild.Step switch
    {
        RebuildStep.States => states.Look(call.Merchant, rebuild, size, call.Cancel),
        RebuildStep.Lists => rows.Lists(call.Merchant, rebuild, size, call.Cancel),
        RebuildStep.Claims => rows.Claims(call.Merchant, rebuild, size, call.Cancel),
        _ => sums.Look(call.Merchant, call.Cancel),
    };
}
