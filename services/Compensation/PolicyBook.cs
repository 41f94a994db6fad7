using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Aftersales.Compensations.Domain;
using Aftersales.Compensations.Policy;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Policies;
using NodaTime;

namespace Aftersales.Compensations;

/// <summary>
/// Which policy decides: the latest that was approved and is in force, or the one of the files while none was. Each is compiled once. What was
/// approved is known everywhere before it is in force: it is read again more often than <see cref="PolicyDecider.Notice"/>.
/// </summary>
public sealed class PolicyBook(Aggregates<PolicyDraft, PolicyEvent> drafts, Policies<MerchantCompensationPolicy> files, TimeProvider time)
{
    /// <summary>The id of the policy that the files hold.</summary>
    public const string Seed = "seed";

    private const int Page = 10;
    private static readonly TimeSpan Reread = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<string, Known> known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Merchant, string Id), RuleBook> compiled = new();
    private readonly ConditionalWeakTable<MerchantCompensationPolicy, RuleBook> seeds = [];

    /// <summary>The policy in force at the call's time, ready to be asked.</summary>
    public async Task<RuleBook> InForce(Call call) => (await Latest(call))?.Book ?? OfFiles(call.Merchant);

    /// <summary>Its id: <see cref="Seed"/> for the files'.</summary>
    public async Task<string> InForceId(Call call) => (await Latest(call))?.Id ?? Seed;

    /// <summary>What the files hold.</summary>
    public RuleBook OfFiles(string merchant) => seeds.GetValue(files.For(merchant), policy => new(policy));

    /// <summary>A policy that was in force once, such as when something was promised under it.</summary>
    public async Task<RuleBook> Of(Call call, string id) =>
        id == Seed ? OfFiles(call.Merchant)
        : compiled.TryGetValue((call.Merchant, id), out var book) ? book
        : compiled.GetOrAdd((call.Merchant, id), Compiled((await drafts.Find(call.Merchant, id, call.Cancel))!.State));

    /// <summary>Something was approved here.</summary>
    public void Forget(string merchant) => known.TryRemove(merchant, out _);

    private async Task<Entry?> Latest(Call call)
    {
        if (!known.TryGetValue(call.Merchant, out var entries) || time.GetElapsedTime(entries.At) >= Reread)
            known[call.Merchant] = entries = new(await Approved(call), time.GetTimestamp());
        foreach (var entry in entries.Newest)
            if (entry.From <= call.Now)
                return entry;
        return null;
    }

    // Down to the first that is in force; what came before it is over.
    private async Task<ImmutableArray<Entry>> Approved(Call call)
    {
        var entries = ImmutableArray.CreateBuilder<Entry>();
        for (var token = ""; ;)
        {
            var page = await drafts.List(call, PolicyAggregate.Approved, Page, token, descending: true);
            foreach (var row in page.Rows)
            {
                var entry = new Entry(row.Aggregate, row.State.Approval!.From, compiled.GetOrAdd((call.Merchant, row.Aggregate), _ => Compiled(row.State)));
                entries.Add(entry);
                if (entry.From <= call.Now)
                    return entries.ToImmutable();
            }

            if ((token = page.NextPageToken).Length == 0)
                return entries.ToImmutable();
        }
    }

    // Judged when it was approved; rules that ended since simply do not apply.
    private static RuleBook Compiled(PolicyDraft policy) => new(PolicyText.Parse<MerchantCompensationPolicy>(policy.Document));

    private sealed record Known(ImmutableArray<Entry> Newest, long At);

    private sealed record Entry(string Id, Instant From, RuleBook Book);
}
