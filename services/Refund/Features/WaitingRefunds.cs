using System.Collections.Immutable;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Policies;
using Aftersales.Platform.Store;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Domain.Batches;
using Aftersales.Refunds.Policy;
using Aftersales.Refunds.Queries;

namespace Aftersales.Refunds.Features;

/// <summary>Refunds that wait for a batch and are in none.</summary>
public sealed class WaitingRefunds(Aggregates<Account, AccountEvent> accounts, IStore store, Policies<MerchantRefundPolicy> policies)
{
    /// <summary>The earliest due of them, as many as the policy lets a batch hold.</summary>
    public async Task<ImmutableArray<BatchItem>> Find(Call call)
    {
        var most = policies.For(call.Merchant).BatchItems;
        var waiting = new List<BatchItem>();
        var token = "";
        do
        {
            var page = await accounts.List(call, RefundLists.Waiting, pageSize: 0, token);
            var items = page.Rows.Select(row => (Order: row.Aggregate, Refund: row.State.Find(row.Item)!))
                .Where(row => row.Refund is { State: RefundState.AwaitingBatch, BatchId: null, Contradiction: null })
                .Select(row => BatchItem.Of(row.Order, row.Refund))
                .ToList();
            var held = await store.Holders(call.Merchant, [.. items.Select(item => BatchAggregate.Claim(item.RefundId, item.Round))], call.Cancel);
            waiting.AddRange(items.Where(item => !held.ContainsKey(BatchAggregate.Claim(item.RefundId, item.Round))));
            token = page.NextPageToken;
        }
        while (token.Length > 0 && waiting.Count < most);

        return [.. waiting.Take(most)];
    }
}
