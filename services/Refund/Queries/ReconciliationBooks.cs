using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Store;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Domain.Reconciliation;
using NodaTime;

namespace Aftersales.Refunds.Queries;

/// <summary>The lists and sums of reconciliations, written with each item in one transaction, and where an order's movements are found by day and number.</summary>
internal static class ReconciliationBooks
{
    public const string Days = "reconciliation/days";
    public const string Open = "reconciliation/open";

    public static string Of(LocalDate day) => $"reconciliation/{day:uuuu-MM-dd}";

    public static string Of(LocalDate day, ReconciliationResult result) => $"{Of(day)}/{result}";

    public static string OpenOf(LocalDate day) => $"{Of(day)}/open";

    /// <summary>Movements of a day.</summary>
    public static string Moved(LocalDate day) => $"moved/{day:uuuu-MM-dd}";

    /// <summary>Movements under a number.</summary>
    public static string Moved(string outRequestNo) => $"moved/no:{outRequestNo}";

    public static string MovementId(Movement moved) => $"{moved.OutRequestNo}/{moved.Direction}";

    public static string OpenCount(LocalDate day) => $"{Of(day)}/open";

    public static string Total(LocalDate day, MoneyDirection direction, string side) => $"{Of(day)}/{direction}/{side}";

    public static string Sum(LocalDate day, ReconciliationResult result, MoneyDirection direction, string side) => $"{Of(day, result)}/{direction}/{side}";

    public static IEnumerable<ListEntry> Lists(string id, ReconciliationItem item)
    {
        if (item.Result is not { } result)
            return [];
        var key = $"{item.At.ToUnixTimeTicks():D19}";
        return [new(Of(item.Day), key, id, id), new(Of(item.Day, result), key, id, id), .. item.IsOpen ? (ListEntry[])[new(Open, key, id, id), new(OpenOf(item.Day), key, id, id)] : []];
    }

    public static IEnumerable<Share> Shares(ReconciliationItem item)
    {
        if (item.Result is not { } result)
            return [];
        var (day, direction) = (item.Day, item.Direction);
        return
        [
            new(Total(day, direction, "ours"), item.Booked.Minor, long.MaxValue),
            new(Total(day, direction, "theirs"), item.Listed.Minor, long.MaxValue),
            new(Sum(day, result, direction, "count"), 1, long.MaxValue),
            new(Sum(day, result, direction, "ours"), item.Booked.Minor, long.MaxValue),
            new(Sum(day, result, direction, "theirs"), item.Listed.Minor, long.MaxValue),
            new(OpenCount(day), item.IsOpen ? 1 : 0, long.MaxValue),
        ];
    }

    public static IEnumerable<ListEntry> Lists(Account account) => Movement.Of(account).SelectMany(moved =>
    {
        var item = MovementId(moved);
        return (ListEntry[])
        [
            new(Moved(ChannelDay.Of(moved.At)), $"{moved.At.ToUnixTimeTicks():D19}", item, moved.OrderId),
            new(Moved(moved.OutRequestNo), $"{moved.Direction}", item, moved.OrderId),
        ];
    });
}
