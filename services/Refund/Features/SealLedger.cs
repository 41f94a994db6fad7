using System.Collections.Immutable;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Policies;
using Aftersales.Platform.Store;
using Aftersales.Platform.Work;
using Aftersales.Refunds.Domain.Ledger;
using Aftersales.Refunds.Policy;
using Aftersales.Refunds.Queries;
using NodaTime;

namespace Aftersales.Refunds.Features;

/// <summary>
/// Seals the ledger of the days before, once a day (R-REF-6). What was decided before midnight is committed by then, but for stragglers, which the next
/// seal records. Days without entries make no seal.
/// </summary>
public sealed class SealLedger(
    Aggregates<Seal, SealEvent> store, Seals seals, Stragglers stragglers, SealedOrders orders, LedgerLines lines, Schedules schedules,
    Policies<MerchantRefundPolicy> policies, BusinessCalendar calendar) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        var end = EndOfSealedDays(call);
        while (await MakeSeal(end, call))
        {
        }

        await schedules.GoOn(item, call);
    }

    // Today's entries, and yesterday's where there was no time for them to be committed yet, are left for the next time.
    private Instant EndOfSealedDays(Call call)
    {
        var today = calendar.Today(call.Now);
        var isTime = call.Now >= calendar.At(today, policies.For(call.Merchant).Books.SealAt);
        return calendar.At(isTime ? today : today.PlusDays(-1), LocalTime.Midnight);
    }

    /// <summary>Makes one seal; true when there is more to seal.</summary>
    private async Task<bool> MakeSeal(Instant end, Call call)
    {
        var last = await seals.Last(call);
        var (late, unaccounted) = await stragglers.Find(call, last);
        var (entries, isFull) = await Stretch(last?.Through ?? "", LedgerBooks.Before(end), call);
        if (entries.Count == 0 && late.IsEmpty && unaccounted == (last?.Unaccounted ?? 0))
            return false;

        entries.AddRange(late.GroupBy(line => line.EntryKey).Select(ListedEntry.Late));
        var stretch = entries.Where(entry => !entry.IsLate).ToList();
        var made = new Seal(
            (last?.Number ?? 0) + 1, last?.Through ?? "", isFull ? stretch[^1].LastKey : LedgerBooks.Before(end), last?.To,
            isFull ? stretch[^1].Entry.At : end - Duration.FromTicks(1), last?.Hash ?? Seal.NoHash, entries.Count,
            (last?.TotalLines ?? 0) + entries.Sum(entry => entry.Lines), unaccounted, Balances(last, entries), Late(entries), call.Now);
        ImmutableArray<SealedEntry> covered =
            [.. entries.Select(entry => new SealedEntry(entry.Entry.EntryId, entry.OrderId, LedgerHash.OfEntry(entry.Key, entry.Entry)))];
        var held = await orders.Of(entries.Select(entry => entry.OrderId).Distinct(StringComparer.Ordinal), call);
        var hashed = made with { Hash = LedgerHash.OfSeal(made, covered, held) };
        await store.Change(Seal.Id(made.Number), call, seal =>
            seal is null ? new Sealed(call.Now, hashed, covered, held) : Decision<SealEvent>.Nothing);
        return isFull;
    }

    // Whole entries only, so that what is sealed is balanced.
    private async Task<(List<ListedEntry> Entries, bool IsFull)> Stretch(string after, string through, Call call)
    {
        var most = policies.For(call.Merchant).Books.SealEntries;
        var entries = new List<ListedEntry>();
        await foreach (var row in lines.Rows(call, LedgerBooks.Lines, after, through))
        {
            // A row that its order's account knows nothing of is not sealed, and so unaccounted for the next time.
            if (row.Line is not { } line)
                continue;
            if (entries.Count > 0 && entries[^1].Key == line.EntryKey)
                entries[^1] = entries[^1] with { Lines = entries[^1].Lines + 1 };
            else if (entries.Count == most)
                return (entries, true);
            else
                entries.Add(new(line.EntryKey, line.OrderId, line.Entry, 1));
        }

        return (entries, false);
    }

    private static ImmutableSortedDictionary<LedgerAccount, long> Balances(Seal? last, IEnumerable<ListedEntry> entries)
    {
        var balances = (last?.Balances ?? ImmutableSortedDictionary<LedgerAccount, long>.Empty).ToBuilder();
        foreach (var posting in entries.SelectMany(entry => entry.Entry.Postings))
            balances[posting.Account] = balances.GetValueOrDefault(posting.Account) + posting.Amount.Minor;
        return balances.Where(balance => balance.Value != 0).ToImmutableSortedDictionary();
    }

    private static ImmutableArray<LateEntry> Late(IEnumerable<ListedEntry> entries) =>
        [.. entries.Where(entry => entry.IsLate).Select(entry => new LateEntry(entry.Key, entry.Entry.EntryId, entry.OrderId, entry.Entry.Postings))];

    /// <param name="Lines">How many of its lines the ledger lists.</param>
    private sealed record ListedEntry(string Key, string OrderId, LedgerEntry Entry, int Lines, bool IsLate = false)
    {
        // After the last of its lines, whose numbers sort before.
        public string LastKey => $"{Key}/~";

        public static ListedEntry Late(IGrouping<string, LedgerLine> lines) =>
            new(lines.Key, lines.First().OrderId, lines.First().Entry, lines.Count(), IsLate: true);
    }
}
