using Aftersales.Platform.Calls;
using Aftersales.Refunds.Domain.Reconciliation;
using Aftersales.Refunds.Import;
using Aftersales.Refunds.Queries;

namespace Aftersales.Refunds.Features;

/// <summary>
/// Finds which payment a row is about that names no number of ours: one of the statement's days with the channel's own number, the direction and the
/// amount of the row, that no row has been about yet. A row that was imported before stays with its payment, so that a corrected amount shows.
/// </summary>
internal sealed class UnnamedPayments
{
    private readonly Dictionary<(string ChannelNo, MoneyDirection Direction, long Fen), Queue<string>> free = [];
    private readonly Items items;
    private readonly Call call;

    private UnnamedPayments(Items items, Call call) => (this.items, this.call) = (items, call);

    public static async Task<UnnamedPayments> Of(ChannelStatement statement, FindMovements movements, Items items, Call call)
    {
        var payments = new UnnamedPayments(items, call);
        if (statement.Rows.All(row => row.Numbers.Count > 0))
            return payments;
        var named = statement.Rows.SelectMany(row => row.Numbers.Select(number => (number, row.Direction))).ToHashSet();
        foreach (var day in statement.Days)
            foreach (var moved in (await movements.OfDay(day, call)).Where(moved => !named.Contains((moved.OutRequestNo, moved.Direction))))
                payments.Waiting(moved.ChannelNo, moved.Direction, moved.Amount.Minor).Enqueue(moved.OutRequestNo);
        return payments;
    }

    /// <summary>Empty when the row is about no payment of ours.</summary>
    public async Task<string> NumberOf(ImportedRow row, string? holder)
    {
        if (holder is not null && await items.Find(holder, call) is { } before && before.State.Direction == row.Direction)
            return before.State.OutRequestNo;
        var waiting = Waiting(row.Row.ChannelNo, row.Direction, row.Row.Amount.Minor);
        while (waiting.TryDequeue(out var number))
            if (await items.Find(ReconciliationItem.Id(number, row.Direction), call) is not { State.Rows.IsEmpty: false })
                return number;
        return "";
    }

    private Queue<string> Waiting(string channelNo, MoneyDirection direction, long fen) =>
        free.TryGetValue((channelNo, direction, fen), out var queue) ? queue : free[(channelNo, direction, fen)] = new();
}
