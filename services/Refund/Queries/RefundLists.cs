using Aftersales.Kernel;
using Aftersales.Platform.Store;
using Aftersales.Refunds.Domain;

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
        ]);
        return lists.Select(list => new ListEntry(list, key, refund.RefundId, order.OrderId))
            .Prepend(new(OfId(refund.RefundId), "", refund.RefundId, order.OrderId));
    }

    private static string Of(string? customer, string filter) => customer is null ? filter : $"customer:{customer}/{filter}";
}
