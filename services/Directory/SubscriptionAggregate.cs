using Aftersales.Directories.Domain;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Store;
using Subscription = Aftersales.Directories.Domain.Subscription;

namespace Aftersales.Directories;

/// <summary>A webhook in the store.</summary>
public sealed class SubscriptionAggregate : AggregateType<Subscription, SubscriptionEvent>
{
    public const string Name = "subscription";
    public const string All = "subscriptions";

    /// <summary>How many have not ended.</summary>
    public const string Count = "subscriptions";

    public override string Kind => Name;

    /// <summary>Those that want events of a type.</summary>
    public static string Wanting(string type) => $"subscriptions:{type}";

    public override Subscription Evolve(Subscription? state, SubscriptionEvent happened) => SubscriptionDecider.Evolve(state, happened);

    public override IEnumerable<ListEntry> Lists(string id, Subscription state) =>
    [
        new(All, id, id, id),
        .. state.State == HookState.Ended ? [] : state.Types.Select(type => new ListEntry(Wanting(type), id, id, id)),
    ];

    public override IEnumerable<Share> Shares(string id, Subscription state) => state.State == HookState.Ended ? [] : [new(Count, 1, int.MaxValue)];

    /// <summary>Its mailboxes are woken when it is resumed, and emptied when it has ended.</summary>
    public override IEnumerable<Due> Work(string id, Subscription state) => state.WakesMailboxes ? [new("mailboxes", state.Made)] : [];
}
