using Aftersales.Contracts.Directories;
using Aftersales.Directories.Domain;
using Aftersales.Directories.Ports;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using Aftersales.Platform.Policies;
using Aftersales.Platform.Store;
using NodaTime;
using Subscription = Aftersales.Directories.Domain.Subscription;

namespace Aftersales.Directories.Features;

/// <summary>Makes, pauses, resumes and ends webhooks, and replaces their secrets. A secret is told once, as an API key's text is.</summary>
public sealed class ManageHooks(
    Aggregates<Subscription, SubscriptionEvent> hooks, Policies<DirectoryPolicy> policies, AddressGuard guard, IStore store, Vault vault)
{
    public async Task<CreateSubscriptionResponse> Handle(CreateSubscriptionRequest request, Call call)
    {
        Check(request);
        await CheckRoom(call);
        var (id, secret) = (Ids.New("sub", call.Now), HookSecrets.New());
        var made = new SubscriptionMade(request.Label, request.Url, [.. request.EventTypes], vault.SealSecret(secret), call.Now, call.Person);
        var reply = await hooks.Change(id, call, _ => made, hook => new CreateSubscriptionResponse { Subscription = hook.ToSubscription(call.Now) });
        if (reply.Subscription.SubscriptionId == id)
            reply.SigningSecret = secret;
        return reply;
    }

    public async Task<ReplaceSigningSecretResponse> Handle(ReplaceSigningSecretRequest request, Call call)
    {
        var secret = HookSecrets.New();
        var kept = vault.SealSecret(secret);
        var overlap = request.Overlap is null ? (Duration?)null : Duration.FromTimeSpan(request.Overlap.ToTimeSpan());
        var reply = await hooks.Change(
            request.SubscriptionId,
            call,
            hook => Decider(call).Replace(hook, kept, overlap),
            hook => new ReplaceSigningSecretResponse { Subscription = hook.ToSubscription(call.Now) });
        // Not where a repeat was answered, even by one that ran at the same time.
        if ((await hooks.Find(call.Merchant, request.SubscriptionId, call.Cancel))!.State.Secrets[^1].Sealed == kept)
            reply.SigningSecret = secret;
        return reply;
    }

    public Task<PauseSubscriptionResponse> Handle(PauseSubscriptionRequest request, Call call) => hooks.Change(
        request.SubscriptionId, call, hook => Decider(call).Pause(hook), hook => new PauseSubscriptionResponse { Subscription = hook.ToSubscription(call.Now) });

    public Task<ResumeSubscriptionResponse> Handle(ResumeSubscriptionRequest request, Call call) => hooks.Change(
        request.SubscriptionId, call, hook => Decider(call).Resume(hook), hook => new ResumeSubscriptionResponse { Subscription = hook.ToSubscription(call.Now) });

    public Task<EndSubscriptionResponse> Handle(EndSubscriptionRequest request, Call call) => hooks.Change(
        request.SubscriptionId, call, SubscriptionDecider.End, hook => new EndSubscriptionResponse { Subscription = hook.ToSubscription(call.Now) });

    private SubscriptionDecider Decider(Call call) => new(policies.For(call.Merchant).Hooks, call.Now);

    private void Check(CreateSubscriptionRequest request)
    {
        var refusal = new Refusal(PlatformReasons.InvalidRequest, "breaks the contract's rules");
        if (guard.Problem(request.Url) is { } problem)
            refusal = refusal.Field("url", problem);
        foreach (var (type, i) in request.EventTypes.Select((type, i) => (type, i)))
            if (!SuiteEvents.Names.Contains(type))
                refusal = refusal.Field($"event_types[{i}]", "no event of the suite");
        if (!refusal.Fields.IsEmpty)
            throw new RefusedException(refusal);
    }

    // Two made at the same moment may both find room: the bound keeps the number small, not exact.
    private async Task CheckRoom(Call call)
    {
        var most = policies.For(call.Merchant).Hooks.Most;
        var present = await store.Counters(call.Merchant, [SubscriptionAggregate.Count], call.Cancel);
        if (present.GetValueOrDefault(SubscriptionAggregate.Count) >= most)
            throw new RefusedException(new Refusal(DirectoryReasons.SubscriptionsFull, "end subscriptions that are not needed any more").With("allowed", $"{most}"));
    }
}
