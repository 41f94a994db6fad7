using Aftersales.Directories.Domain;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Store;
using NodaTime.Text;

namespace Aftersales.Directories;

/// <summary>The deliveries about one resource to one subscription, in the store.</summary>
public sealed class MailboxAggregate : AggregateType<Mailbox, MailboxEvent>
{
    public const string Name = "mailbox";

    public override string Kind => Name;

    public override Mailbox Evolve(Mailbox? state, MailboxEvent happened) => MailboxDecider.Evolve(state, happened);

    /// <param name="state">Null for all.</param>
    public static string Deliveries(string subscription, DeliveryState? state) => $"deliveries:{subscription}:{state?.ToString() ?? "all"}";

    /// <summary>Mailboxes that wait for the subscription to be resumed.</summary>
    public static string Held(string subscription) => $"held:{subscription}";

    /// <summary>All mailboxes of a subscription that keep anything.</summary>
    public static string All(string subscription) => $"mailboxes:{subscription}";

    /// <summary>What the contract calls a delivery.</summary>
    public static string DeliveryId(string mailbox, int number) => $"{mailbox}.{number}";

    /// <summary>Null for text that is no delivery's id.</summary>
    public static (string Mailbox, int Number)? Parse(string id) =>
        id.LastIndexOf('.') is > 0 and var point && int.TryParse(id.AsSpan(point + 1), out var number) && DeliveryId(id[..point], number) == id ? (id[..point], number) : null;

    public override IEnumerable<ListEntry> Lists(string id, Mailbox state) =>
    [
        .. state.HeldUntil is not null ? [new ListEntry(Held(state.Subscription), id, id, id)] : Array.Empty<ListEntry>(),
        .. state.Deliveries.IsEmpty ? Array.Empty<ListEntry>() : [new ListEntry(All(state.Subscription), id, id, id)],
        .. from delivery in state.Deliveries
           from of in new DeliveryState?[] { null, delivery.State }
           select new ListEntry(Deliveries(state.Subscription, of), InstantPattern.ExtendedIso.Format(delivery.Taken), DeliveryId(id, delivery.Number), id),
    ];

    /// <summary>By number: what is next is work of its own, even where it is due at the same time as what was before it.</summary>
    public override IEnumerable<Due> Work(string id, Mailbox state) => state.Head is { } head ? [new($"send:{head.Number}", state.HeldUntil ?? head.Next)] : [];
}
