using System.Collections.Immutable;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Store;
using Aftersales.Refunds.Domain.Ledger;

namespace Aftersales.Refunds.Queries;

/// <summary>
/// Entries of sealed periods that no seal has: they were decided before the seal and committed after it. That there are some is told by counting: what
/// was booked is what was sealed and what is listed since. Only then are seals read, the newest first, until all are found.
/// </summary>
public sealed class Stragglers(IStore store, LedgerLines lines, Seals seals)
{
    /// <summary>The stragglers, and how many lines stay unaccounted for in all.</summary>
    internal async Task<(ImmutableArray<LedgerLine> Lines, long Unaccounted)> Find(Call call, Seal? last)
    {
        var (booked, listed) = await store.Tally(call.Merchant, LedgerBooks.CountPrefix, LedgerBooks.Lines, last?.Through ?? "", call.Cancel);
        var known = last?.Unaccounted ?? 0;
        var expected = booked - listed - (last?.TotalLines ?? 0) - known;
        var found = expected > 0 ? await Find(call, last, expected) : [];

        // More than were expected have come meanwhile, and are accounted for too.
        return (found, known + (expected > 0 ? Math.Max(0, expected - found.Length) : expected));
    }

    private async Task<ImmutableArray<LedgerLine>> Find(Call call, Seal? last, long expected)
    {
        var found = ImmutableArray.CreateBuilder<LedgerLine>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        for (var seal = last; seal is not null && found.Count < expected; seal = seal.Number > 1 ? await seals.Find(call, seal.Number - 1) : null)
        {
            known.UnionWith((await seals.Content(call, seal.Number))?.Entries.Select(entry => entry.EntryId) ?? []);
            await foreach (var row in lines.Rows(call, LedgerBooks.Lines, seal.After, seal.Through))
                if (row.Line is { } line && !known.Contains(line.Entry.EntryId))
                    found.Add(line);
        }

        return found.ToImmutable();
    }
}
