using Aftersales.Directories.Domain;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;

namespace Aftersales.Directories.Features;

/// <summary>An address came in: messages that waited for one go out, as far as they are still worth telling.</summary>
public sealed class SpreadContact(Aggregates<Contact, ContactEvent> contacts, Aggregates<Outgoing, DeliveryEvent> messages, Dispatch dispatch) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        if (await contacts.Find(call.Merchant, item.Aggregate, call.Cancel) is not { State.Spreading: { } since })
            return;
        // Who is told leaves the list; who is not any more worth telling stays and is passed over.
        await foreach (var row in messages.ListAll(call, MessageLists.Stranded(item.Aggregate)))
            await messages.Change(row.Aggregate, call, message => dispatch.Decider(call).Reach(message));
        await contacts.Change(item.Aggregate, call, contact => ContactDecider.EndSpreading(contact, since));
    }
}
