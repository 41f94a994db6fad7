using Aftersales.Contracts.Directories;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Events;
using Aftersales.Platform.Work;

namespace Aftersales.Platform.Erasing;

/// <summary>Directory asks about a customer's personal data: it is looked for, and erased, as due work.</summary>
public sealed class EraseCustomers(Aggregates<ErasurePart, ErasureEvent> parts) : IHandle<CustomerErasureAsked>
{
    public Task Handle(CustomerErasureAsked happened, Call call) =>
        parts.Change(happened.ErasureId, call, part => ErasureDecider.Ask(part, happened.CustomerId, happened.Erase, call.Now));
}

/// <summary>Looks whether anything is under way for the customer; when nothing is, and it was decided, erases. Each run begins from the start, so that it can end anywhere.</summary>
internal sealed class ErasureWork(Aggregates<ErasurePart, ErasureEvent> parts, PersonalRecords records, IEnumerable<IForget> others) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        if (await parts.Find(call.Merchant, item.Aggregate, call.Cancel) is not { State: { Next: { } next } part } || next > call.Now)
            return;
        var open = await records.Open(call.Merchant, part.Customer, call.Cancel);
        if (part.Stage == ErasureStage.Looking || !open.IsEmpty)
        {
            await parts.Change(item.Aggregate, call, now => ErasureDecider.Look(now!, open, call.Now));
            return;
        }

        foreach (var other in others)
            await other.Forget(part.Customer, call);
        var result = await records.Erase(call.Merchant, part.Customer, call.Cancel);
        await parts.Change(item.Aggregate, call, now => ErasureDecider.End(now!, result, call.Now));
    }
}
