using Aftersales.Kernel;
using Aftersales.Platform.Store;
using Aftersales.Refunds.Domain;
using NodaTime;

namespace Aftersales.Refunds.Queries;

/// <summary>The lists that refunds stand in: by what they are filtered, the earliest due first, what waits for nothing last.</summary>
internal static class RefundLists
{
    public const string Waiting = "state:AwaitingBatch";

    /// <summary>Where one refund is found by its id alone.</summary>
    public static string OfId(string refundId) => $"refund:{refundId}";

    public static string All(string? customer) => Of(customer, "all");

    public static string InState(string? customer, RefundState state) => Of(customer, $"state:{state}");

    public static string OfOrder(string? customer, string orderId) => Of(customer, $"order:{orderId}");

    public static string OfAdvances(string? customer, AdvanceState state) => Of(customer, $"advance:{state}");

    /// <summary>What went on without an answer of Invoice and waits for a person (R-REF-8).</summary>
    public static string Uncleared(string? customer) => Of(customer, "uncleared");

    /// <summary>What became of a payment is not known, and a person has to find out (R-REF-4, R-REF-9).</summary>
    public static string Unclear(string? customer) => Of(customer, "unclear");

    /// <summary>What has outlasted its time, or whose payment or claim needs a person (R-CLK-4).</summary>
    public static string Overdue(string? customer) => Of(customer, "overdue");

    /// <summary>What a step of the chain has to take; a supervisor's also has the overdue checks of others.</summary>
    public static string Awaiting(CheckStep step) => $"awaits:{step}";

    /// <summary>What is to be collected, the oldest first (R-REF-5).</summary>
    public const string Collection = "collection";

    /// <summary>The place in <see cref="Collection"/> of what is there since then.</summary>
    public static string CollectionKey(Instant since) => $"{since.ToUnixTimeTicks():D19}";

    public static IEnumerable<ListEntry> Of(Account account, Refund refund)
    {
        var order = account.Order;
        var key = refund.DueAt is { } due ? $"{due.ToUnixTimeTicks():D19}" : $"~{refund.RequestedAt.ToUnixTimeTicks():D19}";
        var lists = new string?[] { null, order.CustomerId }.SelectMany(customer => (string[])
        [
            All(customer),
            InState(customer, refund.State),
            OfOrder(customer, order.OrderId),
            .. refund is { IsLive: true, Advance: { } advance } ? (string[])[OfAdvances(customer, advance.State)] : [],
            .. refund.InvoiceUncleared ? (string[])[Uncleared(customer)] : [],
            .. refund.IsPayoutUnclear ? (string[])[Unclear(customer)] : [],
            .. refund.Overdue || refund.Advance is { Overdue: true } ? (string[])[Overdue(customer)] : [],
        ]);
        return lists.Concat(Takers(refund).Select(Awaiting)).Select(list => new ListEntry(list, key, refund.RefundId, order.OrderId))
            .Concat(Collected(account, refund))
            .Prepend(new(OfId(refund.RefundId), "", refund.RefundId, order.OrderId));
    }

    // A payment under way is the channel's turn, until it needs a person.
    private static IEnumerable<CheckStep> Takers(Refund refund) => CheckChain.Turn(refund.State) switch
    {
        null => [],
        _ when refund is { State: RefundState.Paying, Overdue: false } => [],
        CheckStep.First or CheckStep.Second when refund.Overdue => [CheckChain.Turn(refund.State)!.Value, CheckStep.Third],
        { } turn => [turn],
    };

    private static IEnumerable<ListEntry> Collected(Account account, Refund refund) =>
        refund is { State: RefundState.Paid, Advance: { State: AdvanceState.ToCollect, CollectSince: { } since } }
            ? [new(Collection, CollectionKey(since), refund.RefundId, account.Order.OrderId)]
            : [];

    private static string Of(string? customer, string filter) => customer is null ? filter : $"customer:{customer}/{filter}";
}
