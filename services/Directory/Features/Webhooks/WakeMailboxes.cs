using Aftersales.Directories.Domain;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;
using Subscription = Aftersales.Directories.Domain.Subscription;

namespace Aftersales.Directories.Features;

/// <summary>Tells mailboxes that their subscription was resumed, or empties them when it has ended.</summary>
public sealed class WakeMailboxes(Aggregates<Mailbox, MailboxEvent> boxes, Aggregates<Subscription, SubscriptionEvent> hooks) : IWork
{
    private const int AtOnce = 100;

    public async Task Run(WorkItem item, Call call)
    {
        if (await hooks.Find(call.Merchant, item.Aggregate, call.Cancel) is not { State: var hook })
            return;
        var isOver = hook.State == HookState.Ended;
        var list = isOver ? MailboxAggregate.All(item.Aggregate) : MailboxAggregate.Held(item.Aggregate);
        for (var token = ""; ;)
        {
            var page = await boxes.List(call, list, AtOnce, token);
            foreach (var row in page.Rows)
                await boxes.Change(row.Aggregate, call, box => isOver ? MailboxDecider.Clear(box!) : MailboxDecider.Release(box!));
            token = page.NextPageToken;
            if (token.Length == 0)
                break;
        }

        await hooks.Change(item.Aggregate, call, state => SubscriptionDecider.Woken(state!));
    }
}
