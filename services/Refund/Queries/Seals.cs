using System.Collections.Immutable;
using Aftersales.Platform;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Store;
using Aftersales.Refunds.Domain.Ledger;

namespace Aftersales.Refunds.Queries;

/// <summary>Finds seals, and what each covers.</summary>
public sealed class Seals(IStore store, Aggregates<Seal, SealEvent> seals)
{
    public const string All = "seals";
    private const string WithLate = "seals/late";

    // Sorts after every number.
    private const string AfterNumbers = " \U0010FFFF";

    internal static IEnumerable<ListEntry> Lists(string id, Seal seal)
    {
        // A blank sorts before whatever may follow in a longer key.
        var key = $"{seal.Through} {id}";
        return seal.Late.IsEmpty ? [new(All, key, id, id)] : [new(All, key, id, id), new(WithLate, key, id, id)];
    }

    /// <summary>The newest; null before the first.</summary>
    public async Task<Seal?> Last(Call call) => (await Page(call, All, null, descending: true)).FirstOrDefault();

    /// <summary>The newest that covers nothing after the key.</summary>
    internal async Task<Seal?> LastThrough(Call call, string key) => (await Page(call, All, key + AfterNumbers, descending: true)).FirstOrDefault();

    /// <summary>Null when there is no seal of the number.</summary>
    public async Task<Seal?> Find(Call call, long number) => (await seals.Find(call.Merchant, Seal.Id(number), call.Cancel))?.State;

    /// <summary>What a seal covers, as it was recorded when it was made; null when there is no such seal.</summary>
    public async Task<Sealed?> Content(Call call, long number)
    {
        var events = await store.Events(call.Merchant, SealAggregate.Name, Seal.Id(number), 0, 1, call.Cancel);
        return events is [var made] ? Json.Read<Sealed>(made.Body) : null;
    }

    /// <summary>Entries that came late and were recorded by seals after this one (by all when it is null).</summary>
    internal async Task<ImmutableArray<LateEntry>> LateAfter(Call call, Seal? seal)
    {
        var found = ImmutableArray.CreateBuilder<LateEntry>();
        var after = seal is null ? null : seal.Through + AfterNumbers;
        while (true)
        {
            var page = await store.List(
                call.Merchant, new(WithLate, SealAggregate.Name, after is null ? null : (after, ""), SqlStore.MaxRows), call.Cancel);
            found.AddRange(page.SelectMany(row => Json.Read<Seal>(row.State).Late));
            if (page.Count < SqlStore.MaxRows)
                return found.ToImmutable();
            after = page[^1].Key + AfterNumbers;
        }
    }

    private async Task<IEnumerable<Seal>> Page(Call call, string list, string? before, bool descending) =>
        (await store.List(call.Merchant, new(list, SealAggregate.Name, before is null ? null : (before, ""), 1, descending), call.Cancel))
            .Select(row => Json.Read<Seal>(row.State));
}
