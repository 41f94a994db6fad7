using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Policies;
using Aftersales.Refunds.Domain.Reconciliation;
using Aftersales.Refunds.Policy;
using Google.Protobuf;

namespace Aftersales.Refunds.Features;

/// <summary>What the features of reconciliation share: changing an item with the policy in force.</summary>
public sealed class Items(
    Aggregates<ReconciliationItem, ItemEvent> items, Policies<MerchantRefundPolicy> policies, BusinessCalendar calendar)
{
    public Task<Versioned<ReconciliationItem>?> Find(string itemId, Call call) => items.Find(call.Merchant, itemId, call.Cancel);

    public Task<TReply> Change<TReply>(string itemId, Call call, ItemCommand command, Func<Versioned<ReconciliationItem>, TReply> reply)
        where TReply : class, IMessage<TReply>, new() => items.Change(itemId, call, item => Decide(item, command, call), reply);

    /// <summary>For imports and work; true when anything changed.</summary>
    public async Task<bool> Change(string itemId, Call call, ItemCommand command)
    {
        var hasChanged = false;
        await items.Change(itemId, call, item =>
        {
            var decision = Decide(item, command, call);
            hasChanged = !decision.Events.IsEmpty;
            return decision;
        });
        return hasChanged;
    }

    private Decision<ItemEvent> Decide(ReconciliationItem? item, ItemCommand command, Call call) =>
        ItemDecider.Decide(item, command, new(policies.For(call.Merchant), calendar), call.Now);
}
