using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Store;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Domain.Ledger;
using NodaTime;

namespace Aftersales.Refunds.Queries;

/// <summary>
/// How the merchant's ledger is kept beside the orders' (R-REF-6): each line in two lists by time, of all accounts and of its own, and running sums
/// of debits and credits, written with the entries in one transaction. Sums are split over some rows each, so that orders seldom wait for one another.
/// </summary>
internal static class LedgerBooks
{
    public const string Lines = "ledger";
    public const string CountPrefix = "ledger/lines/";

    /// <summary>A key after all lines.</summary>
    public const string End = "~";
    private const int Parts = 16;

    public static string LinesOf(LedgerAccount account) => $"{Lines}/{account}";

    public static IEnumerable<string> Debits(LedgerAccount account) => Enumerable.Range(0, Parts).Select(part => Sum(account, "debit", part));

    public static IEnumerable<string> Credits(LedgerAccount account) => Enumerable.Range(0, Parts).Select(part => Sum(account, "credit", part));

    public static IEnumerable<string> Counts => Enumerable.Range(0, Parts).Select(Count);

    /// <summary>A key after all lines of earlier moments and before all lines of this and later ones.</summary>
    public static string Before(Instant moment) => $"{moment.ToUnixTimeTicks():D19}";

    /// <summary>A key after all lines of this and earlier moments.</summary>
    public static string Through(Instant moment) => Before(moment + Duration.FromTicks(1));

    /// <summary>All lines of an order, in the order of their keys.</summary>
    public static IEnumerable<LedgerLine> Of(Account account) => account.Ledger.SelectMany((entry, index) =>
    {
        var key = $"{Before(entry.At)}/{account.Order.OrderId}/{index:D6}";
        return entry.Postings.Select((posting, at) => new LedgerLine(key, at, account.Order.OrderId, entry, posting));
    });

    public static IEnumerable<ListEntry> Lists(Account account) => Of(account).SelectMany(line => (ListEntry[])
    [
        new(Lines, line.Key, line.Id, line.OrderId),
        new(LinesOf(line.Posting.Account), line.Key, line.Id, line.OrderId),
    ]);

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

    private static string Count(int part) => $"{CountPrefix}{part}";
}

/// <summary>A line of the ledger and where it stands.</summary>
/// <param name="EntryKey">Key of its entry: time, order, place in the order's ledger.</param>
/// <param name="At">Its place in the entry.</param>
internal sealed record LedgerLine(string EntryKey, int At, string OrderId, LedgerEntry Entry, Posting Posting)
{
    public string Key => $"{EntryKey}/{At}";

    public string Id => $"{Entry.EntryId}/{At}";
}
