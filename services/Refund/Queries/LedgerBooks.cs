using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Store;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Domain.Ledger;

namespace Aftersales.Refunds.Queries;

/// <summary>
/// How the merchant's ledger is kept beside the orders' (R-REF-6): each line in a list by time, and running sums of debits and credits, written
/// with the entries in one transaction. Sums are split over some rows each, so that orders seldom wait for one another.
/// </summary>
internal static class LedgerBooks
{
    public const string Lines = "ledger";
    private const int Parts = 16;

    public static string LinesOf(string orderId) => $"{Lines}/order:{orderId}";

    public static string LineId(LedgerEntry entry, int posting) => $"{entry.EntryId}/{posting}";

    public static IEnumerable<string> Debits(LedgerAccount account) => Enumerable.Range(0, Parts).Select(part => Sum(account, "debit", part));

    public static IEnumerable<string> Credits(LedgerAccount account) => Enumerable.Range(0, Parts).Select(part => Sum(account, "credit", part));

    public static IEnumerable<string> Counts => Enumerable.Range(0, Parts).Select(Count);

    public static IEnumerable<ListEntry> Lists(Account account) => account.Ledger.SelectMany((entry, index) => entry.Postings.SelectMany((_, posting) =>
    {
        var key = $"{entry.At.ToUnixTimeTicks():D19}/{account.Order.OrderId}/{index:D6}/{posting}";
        var line = LineId(entry, posting);
        return (ListEntry[])[new(Lines, key, line, account.Order.OrderId), new(LinesOf(account.Order.OrderId), key, line, account.Order.OrderId)];
    }));

    public static IEnumerable<Share> Shares(Account account)
    {
        var part = account.Order.OrderId[^1] % Parts;
        var postings = account.Ledger.SelectMany(entry => entry.Postings).ToList();
        if (postings.Count == 0)
            return [];
        return postings.GroupBy(posting => (posting.Account, Side: posting.Amount.IsPositive ? "debit" : "credit"))
            .Select(side => new Share(Sum(side.Key.Account, side.Key.Side, part), side.Sum(posting => Math.Abs(posting.Amount.Minor)), long.MaxValue))
            .Append(new(Count(part), postings.Count, long.MaxValue));
    }

    private static string Sum(LedgerAccount account, string side, int part) => $"ledger/{account}/{side}/{part}";

    private static string Count(int part) => $"ledger/lines/{part}";
}
