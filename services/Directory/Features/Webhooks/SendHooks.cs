using Aftersales.Directories.Domain;
using Aftersales.Directories.Ports;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using Aftersales.Platform.Policies;
using Aftersales.Platform.Work;
using NodaTime;
using Subscription = Aftersales.Directories.Domain.Subscription;

namespace Aftersales.Directories.Features;

/// <summary>Posts what comes next in a mailbox. At least once: an answer that is lost on the way is asked for again, under the same id.</summary>
public sealed class SendHooks(
    Aggregates<Mailbox, MailboxEvent> boxes, Aggregates<Subscription, SubscriptionEvent> hooks, Policies<DirectoryPolicy> policies, HookTurns turns,
    HookSender sender, Vault vault, IClock clock, TimeProvider time) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        if (await Find(item, call) is { } found)
            await turns.Run(found.Box.Subscription, found.Hook.FailingSince is not null, item, next => Deliver(next, call with { Now = clock.GetCurrentInstant() }));
    }

    // Read anew: it may have waited for its turn.
    private async Task Deliver(WorkItem item, Call call)
    {
        if (await Find(item, call) is not { Box: { Head: { } head } box, Hook: var hook })
            return;
        if (hook.State == HookState.Ended)
            await boxes.Change(item.Aggregate, call, state => MailboxDecider.Clear(state!));
        else if (!hook.Sends)
            await boxes.Change(item.Aggregate, call, state => new MailboxDecider(policies.For(call.Merchant).Hooks, call.Now).Hold(state!));
        else
            await Send(item.Aggregate, head, box.Subscription, hook, call);
    }

    private async Task<(Mailbox Box, Subscription Hook)?> Find(WorkItem item, Call call) =>
        await boxes.Find(call.Merchant, item.Aggregate, call.Cancel) is { State: var box } && await hooks.Find(call.Merchant, box.Subscription, call.Cancel) is { State: var hook }
            ? (box, hook)
            : null;

    private async Task Send(string box, Delivery delivery, string subscription, Subscription hook, Call call)
    {
        var policy = policies.For(call.Merchant).Hooks;
        var secrets = hook.SecretsAt(call.Now).Select(secret => HookSecrets.Bytes(vault.OpenSecret(secret)));
        // Receivers hold the time against their own clocks, which nobody moves.
        var attempt = await sender.Send(hook.Url, delivery.EventId, delivery.Body!, secrets, Instant.FromDateTimeOffset(time.GetUtcNow()), call.Cancel);
        await boxes.Change(box, call, state => new MailboxDecider(policy, call.Now).Tried(state!, delivery.Number, attempt));
        await hooks.Change(subscription, call, state => new SubscriptionDecider(policy, call.Now).Note(state!, attempt.Succeeded));
    }
}
