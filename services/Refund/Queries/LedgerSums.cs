using Aftersales.Platform.Calls;
using Aftersales.Platform.Store;
using Aftersales.Refunds.Domain.Ledger;

namespace Aftersales.Refunds.Queries;

/// <summary>The running sums that are written with the entries, and whether they are what the entries come to.</summary>
public sealed class LedgerSums(IStore store, LedgerBalances balances)
{
    private static readonly LedgerAccount[] All = Enum.GetValues<LedgerAccount>();

    internal async Task<RunningSums> Now(Call call)
    {
        List<string> names = [.. All.SelectMany(LedgerBooks.Debits), .. All.SelectMany(LedgerBooks.Credits), .. LedgerBooks.Counts];
        var sums = await store.Counters(call.Merchant, names, call.Cancel);
        return new(
            All.ToDictionary(account => account, account => Sum(LedgerBooks.Debits(account))),
            All.ToDictionary(account => account, account => Sum(LedgerBooks.Credits(account))),
            Sum(LedgerBooks.Counts));

        long Sum(IEnumerable<string> parts) => parts.Sum(name => sums.GetValueOrDefault(name));
    }

    /// <summary>
    /// False where a sum was changed past the service. Both sides of an account only grow, so while others book, a balance lies between what the sums
    /// before and after the reading of the entries allow.
    /// </summary>
    internal async Task<bool> AreTrue(Call call)
    {
        var before = await Now(call);
        var booked = await balances.Through(call, LedgerBooks.End);
        var after = await Now(call);
        return All.All(account => booked.GetValueOrDefault(account) is var balance
            && balance >= before.Debits[account] - after.Credits[account] && balance <= after.Debits[account] - before.Credits[account]);
    }
}

/// <param name="Debits">In minor units.</param>
/// <param name="Lines">How many lines were booked.</param>
internal sealed record RunningSums(
    IReadOnlyDictionary<LedgerAccount, long> Debits, IReadOnlyDictionary<LedgerAccount, long> Credits, long Lines);
