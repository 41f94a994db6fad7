using Aftersales.Kernel;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;
using Aftersales.Refunds.Domain.Batches;

namespace Aftersales.Refunds.Features;

/// <summary>R-REF-7: daily, what waits becomes batches for the supervisor. A day on which nothing waits makes none.</summary>
public sealed class MakeDailyBatch(Batches batches, WaitingRefunds waiting, Schedules schedules) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        while (await waiting.Find(call) is { IsEmpty: false } items)
        {
            var command = new LockBatch(Ids.New("bat", call.Now), items, call.Person);
            await batches.Change(command.BatchId, call, command);
        }

        await schedules.GoOn(item, call);
    }
}
