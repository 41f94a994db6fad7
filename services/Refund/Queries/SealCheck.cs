using Aftersales.Contracts.Refunds;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Domain.Ledger;
using LedgerAccount = Aftersales.Refunds.Domain.Ledger.LedgerAccount;
using LedgerEntry = Aftersales.Refunds.Domain.Ledger.LedgerEntry;

namespace Aftersales.Refunds.Queries;

/// <summary>Holds one seal against the one before, the ledger's lists, the orders' accounts and their events.</summary>
public sealed class SealCheck(Seals seals, LedgerLines lines, SealedOrders orders, Aggregates<Account, AccountEvent> accounts)
{
    /// <param name="seal">The seal.</param>
    /// <param name="previous">The one before; null for the first.</param>
    /// <param name="late">Ids of all entries that any seal recorded as late.</param>
    /// <param name="call">Whose ledger.</param>
    internal async Task<List<Finding>> Findings(Seal seal, Seal? previous, IReadOnlySet<string> late, Call call)
    {
        var findings = new List<Finding>();
        if (seal.PreviousHash != (previous?.Hash ?? Seal.NoHash) || seal.After != (previous?.Through ?? ""))
            findings.Add(new(LedgerFindingKind.ChainBroken));
        if (seal.Unaccounted != (previous?.Unaccounted ?? 0))
            findings.Add(new(LedgerFindingKind.LinesUnaccounted));
        if (await seals.Content(call, seal.Number) is not { } content
            || content.Seal.Hash != seal.Hash || LedgerHash.OfSeal(seal, content.Entries, content.Orders) != seal.Hash)
        {
            // What it covers is not to be trusted either.
            findings.Add(new(LedgerFindingKind.SealChanged));
            return findings;
        }

        var listed = await Listed(seal, findings, call);
        foreach (var entry in seal.Late)
            await AddLate(entry, listed, call);
        Compare(content, listed, late, findings);
        foreach (var order in content.Orders)
            if (!await orders.Stands(order, call))
                findings.Add(new(LedgerFindingKind.EventsChanged, OrderId: order.OrderId));
        return findings;
    }

    /// <summary>The entries that are listed whole in the seal's stretch, by id.</summary>
    private async Task<Dictionary<string, Found>> Listed(Seal seal, List<Finding> findings, Call call)
    {
        var found = new Dictionary<string, Found>(StringComparer.Ordinal);
        var expected = Enum.GetValues<LedgerAccount>().ToDictionary(account => account, _ => new List<ListedLine>());
        await foreach (var row in lines.Rows(call, LedgerBooks.Lines, seal.After, seal.Through))
        {
            if (row.Line is not { } line)
            {
                findings.Add(Changed(row));
                continue;
            }

            expected[line.Posting.Account].Add(row);
            found[line.Entry.EntryId] = found.TryGetValue(line.Entry.EntryId, out var entry)
                ? entry with { Lines = entry.Lines + 1 }
                : new(line.OrderId, line.Entry, LedgerHash.OfEntry(line.EntryKey, line.Entry), 1);
        }

        foreach (var (account, rows) in expected)
            await CompareAccount(account, rows, seal, findings, call);
        return found;
    }

    // Each account's own list holds the same lines; it is what statements are read from.
    private async Task CompareAccount(LedgerAccount account, List<ListedLine> expected, Seal seal, List<Finding> findings, Call call)
    {
        var own = new HashSet<(string, string)>();
        await foreach (var row in lines.Rows(call, LedgerBooks.LinesOf(account), seal.After, seal.Through))
        {
            own.Add((row.Key, row.Id));
            if (row.Line?.Posting.Account != account)
                findings.Add(Changed(row));
        }

        findings.AddRange(expected.Where(row => !own.Contains((row.Key, row.Id))).Select(Changed));
    }

    private async Task AddLate(LateEntry late, Dictionary<string, Found> listed, Call call)
    {
        var account = await accounts.Find(call.Merchant, late.OrderId, call.Cancel);
        var own = account is null ? [] : LedgerBooks.Of(account.State).Where(line => line.Entry.EntryId == late.EntryId).ToList();
        if (own.Count > 0)
            listed[late.EntryId] = new(late.OrderId, own[0].Entry, LedgerHash.OfEntry(own[0].EntryKey, own[0].Entry), own.Count);
    }

    private static void Compare(Sealed content, Dictionary<string, Found> listed, IReadOnlySet<string> late, List<Finding> findings)
    {
        foreach (var entry in content.Entries)
        {
            if (!listed.Remove(entry.EntryId, out var found) || found.Lines < found.Entry.Postings.Length)
                findings.Add(new(LedgerFindingKind.EntryMissing, entry.EntryId, entry.OrderId));
            else if (found.Hash != entry.Hash)
                findings.Add(new(LedgerFindingKind.EntryChanged, entry.EntryId, entry.OrderId));
        }

        findings.AddRange(listed.Values.Where(found => !late.Contains(found.Entry.EntryId))
            .Select(found => new Finding(LedgerFindingKind.EntryNotSealed, found.Entry.EntryId, found.OrderId)));
    }

    private static Finding Changed(ListedLine row) => new(LedgerFindingKind.EntryChanged, row.Id.Split('/')[0], row.OrderId);

    /// <param name="Lines">How many of its lines are listed.</param>
    private sealed record Found(string OrderId, LedgerEntry Entry, string Hash, int Lines);
}
