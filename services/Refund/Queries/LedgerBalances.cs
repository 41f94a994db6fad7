using Aftersales.Platform.Calls;
using Aftersales.Refunds.Domain.Ledger;

namespace Aftersales.Refunds.Queries;

/// <summary>
/// Balances at any past moment: those of the last seal before it, and the lines since. So they cost at most what one seal's period holds, however long
/// the ledger is.
/// </summary>
public sealed class LedgerBalances(LedgerLines lines, Seals seals, Stragglers stragglers)
{
    /// <summary>The balances, in minor units, after all lines up to and with the key; accounts of zero may be absent.</summary>
    /// <param name="call">Whose ledger.</param>
    /// <param name="through">A key of the ledger's list.</param>
    /// <param name="only">The one account that is wanted; null for all.</param>
    internal async Task<IReadOnlyDictionary<LedgerAccount, long>> Through(Call call, string through, LedgerAccount? only = null)
    {
        var seal = await seals.LastThrough(call, through);
        var balances = new Dictionary<LedgerAccount, long>(seal?.Balances ?? Enumerable.Empty<KeyValuePair<LedgerAccount, long>>());
        foreach (var posting in await Late(call, seal, through))
            Add(posting);
        await foreach (var line in lines.Read(call, only is { } account ? LedgerBooks.LinesOf(account) : LedgerBooks.Lines, seal?.Through ?? "", through))
            Add(line.Posting);
        return balances;

        void Add(Posting posting) => balances[posting.Account] = balances.GetValueOrDefault(posting.Account) + posting.Amount.Minor;
    }

    // What belongs before the seal and was committed after it, whether a later seal has recorded it by now or not. The last seal is read first: what
    // another seal records meanwhile is then counted as a straggler, not twice.
    private async Task<IEnumerable<Posting>> Late(Call call, Seal? seal, string through)
    {
        if (seal is null)
            return [];
        var last = await seals.Last(call);
        var unsealed = (await stragglers.Find(call, last)).Lines;
        var recorded = (await seals.LateAfter(call, seal)).Where(late => !unsealed.Any(line => line.Entry.EntryId == late.EntryId));
        return
        [
            .. unsealed.Where(line => IsBefore(line.Key)).Select(line => line.Posting),
            .. recorded.Where(late => IsBefore(late.EntryKey)).SelectMany(late => late.Postings),
        ];

        bool IsBefore(string key) => string.CompareOrdinal(key, seal.Through) <= 0 && string.CompareOrdinal(key, through) <= 0;
    }
}
