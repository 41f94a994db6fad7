using Aftersales.Platform.Calls;
using Aftersales.Platform.Store;
using Aftersales.Refunds.Domain.Reconciliation;
using Aftersales.Refunds.Import;
using Aftersales.Refunds.Queries;

namespace Aftersales.Refunds.Features;

/// <summary>Writes the rows of a statement, each to the item of the payment that it is about.</summary>
public sealed class StatementRows(Items items, FindMovements movements, IStore store)
{
    /// <summary>Rows written at once: enough for the store to write many with one fsync.</summary>
    private const int AtOnce = 16;

    internal async Task<RowCounts> Write(ChannelStatement statement, Call call)
    {
        var holders = await Holders(statement, call);
        var targets = new List<(ImportedRow Row, string? Holder, string Number)>();
        var payments = await UnnamedPayments.Of(statement, movements, items, call);
        foreach (var row in statement.Rows)
        {
            var holder = holders.GetValueOrDefault(ItemAggregate.Claim(row.Row.LogId));
            targets.Add((row, holder, row.Numbers is [var number, ..] ? number : await payments.NumberOf(row, holder)));
        }

        var counts = new RowCounts();
        await Parallel.ForEachAsync(targets, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = call.Cancel }, async (target, cancel) =>
            counts.Add(target.Holder is null, await Write(target.Row, target.Holder, target.Number, call with { Cancel = cancel })));
        return counts;
    }

    private async Task<bool> Write(ImportedRow row, string? holder, string number, Call call)
    {
        var item = number.Length > 0 ? ReconciliationItem.Id(number, row.Direction) : ReconciliationItem.Id(row.Row.LogId);
        if (holder is not null && holder != item)
            await items.Change(holder, call, new WithdrawRow(row.Row.LogId));
        var hasChanged = await items.Change(item, call, new TellRow(row.Direction, number, row.Row));
        if (number.Length > 0 && await movements.Find(number, row.Direction, call) is { } ours)
            await items.Change(item, call, new TellOurs(ours));
        return hasChanged;
    }

    private async Task<Dictionary<string, string>> Holders(ChannelStatement statement, Call call)
    {
        var holders = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var claims in statement.Rows.Select(row => ItemAggregate.Claim(row.Row.LogId)).Chunk(SqlStore.MaxRows))
            foreach (var (claim, holder) in await store.Holders(call.Merchant, claims, call.Cancel))
                holders[claim] = holder;
        return holders;
    }
}

/// <summary>What became of the rows.</summary>
internal sealed class RowCounts
{
    private int created;
    private int changed;
    private int unchanged;

    public int Created => created;

    public int Changed => changed;

    public int Unchanged => unchanged;

    public void Add(bool isNew, bool hasChanged) => Interlocked.Increment(ref isNew ? ref created : ref hasChanged ? ref changed : ref unchanged);
}
