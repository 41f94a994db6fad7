using System.Runtime.CompilerServices;
using Aftersales.Platform;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Store;
using Aftersales.Refunds.Domain;

namespace Aftersales.Refunds.Queries;

/// <summary>A row of the ledger's list, and the line that its order's account has for it; null where the two disagree, which only tampering does.</summary>
internal sealed record ListedLine(string Key, string Id, string OrderId, long Version, LedgerLine? Line);

/// <summary>Reads the ledger's lists.</summary>
public sealed class LedgerLines(IStore store)
{
    // Sorts after every item: the last code point there is.
    private const string AfterItems = "\U0010FFFF";

    /// <summary>The rows after one key up to and with another, a page at a time.</summary>
    internal async IAsyncEnumerable<ListedLine> Rows(
        Call call, string list, string after, string through, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var from = after;
        while (true)
        {
            var rows = await store.List(call.Merchant, new(list, "account", (from, AfterItems), SqlStore.MaxRows), call.Cancel);
            var accounts = new Dictionary<string, Dictionary<string, LedgerLine>>(StringComparer.Ordinal);
            foreach (var row in rows)
            {
                if (string.CompareOrdinal(row.Key, through) > 0)
                    yield break;
                if (!accounts.TryGetValue(row.Aggregate, out var lines))
                    accounts[row.Aggregate] = lines = LedgerBooks.Of(Json.Read<Account>(row.State)).ToDictionary(line => line.Id, StringComparer.Ordinal);
                var line = lines.GetValueOrDefault(row.Item);
                yield return new(row.Key, row.Item, row.Aggregate, row.Version, line?.Key == row.Key ? line : null);
            }

            if (rows.Count < SqlStore.MaxRows)
                yield break;
            from = rows[^1].Key;
        }
    }

    /// <summary>The lines after one key up to and with another.</summary>
    /// <exception cref="InvalidOperationException">A row was tampered with; VerifyLedger tells which.</exception>
    internal async IAsyncEnumerable<LedgerLine> Read(
        Call call, string list, string after, string through, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await foreach (var row in Rows(call, list, after, through, cancel))
            yield return row.Line ?? throw new InvalidOperationException($"the ledger lists {row.Id}, which its order's account does not have");
    }
}
