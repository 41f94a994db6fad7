using Aftersales.Directories.Domain;
using Aftersales.Directories.Ports;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using Aftersales.Platform.Policies;
using Aftersales.Platform.Work;
using Subscription = Aftersales.Directories.Domain.Subscription;

namespace Aftersales.Directories.Features;

/// <summary>Posts what comes next in a mailbox. At least once: an answer that is lost on the way is asked for again, under the same id.</summary>
public sealed class SendHooks(
    Aggregates<Mailbox, MailboxEvent> boxes, Aggregates<Subscription, SubscriptionEvent> hooks, Policies<DirectoryPolicy> policies, HookSender sender, Vault vault, TimeProvider time) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        if (await boxes.Find(call.Merchant, item.Aggregate, call.Cancel) is not { State: { Head: { } head } box }
            || await hooks.Find(call.Merchant, box.Subscription, call.Cancel) is not { State: var hook })
            return;
        if (hook.State == HookState.Ended)
            await boxes.Change(item.Aggregate, call, state => MailboxDecider.Clear(state!));
        else if (!hook.Sends)
            await boxes.Change(item.Aggregate, call, state => new MailboxDecider(policies.For(call.Merchant).Hooks, call.Now).Hold(state!));
        else
            await Send(item.Aggregate, head, box.Subscription, hook, call);
    }

    private async Task Send(string box, Delivery delivery, string subscription, Subscription hook, Call call)
    {
        var policy = policies.For(call.Merchant).Hooks;
        var secrets = hook.SecretsAt(call.Now).Select(secret => HookSecrets.Bytes(vault.Open(secret)));
        // Receivers hold the time against their own clocks, which nobody moves.
        var attempt = await sender.Send(hook.Url, delivery.EventId, delivery.Body!, secrets, NodaTime.Instant.FromDateTimeOffset(time.GetUtcNow()), call.Cancel);
        await boxes.Change(box, call, state => new MailboxDecider(policy, call.Now).Tried(state!, delivery.Number, attempt));
        await hooks.Change(subscription, call, state => new SubscriptionDecider(policy, call.Now).Note(state!, attempt.Succeeded));
    }
}
