using Aftersales.Contracts.Tracking;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Identity;
using Aftersales.Platform.Policies;
using Aftersales.Tracking.Domain;
using Aftersales.Tracking.Import;
using Grpc.Core;

namespace Aftersales.Tracking.Features;

/// <summary>Imports the platform's exports (R-ORD-2): each order on its own, so that an import that breaks off can simply be repeated.</summary>
public sealed class ImportOrders(Aggregates<OrderState, OrderEvent> orders, Policies<TrackingPolicy> policies, Vault vault, Validation validation)
{
    /// <summary>Rows named in the report.</summary>
    public const int MaxNamed = 1000;

    /// <summary>Orders written at once: enough for the store to write many with one fsync.</summary>
    private const int AtOnce = 32;

    public async Task<ImportOrdersResponse> Handle(IAsyncStreamReader<ImportOrdersRequest> parts, Call call)
    {
        using var spool = await ImportSpool.Receive(parts, validation, call.Cancel);
        var reader = new ImportReader(spool.Files);
        await reader.ReadLines(call.Cancel);

        var facts = new ImportedFacts(policies.For(call.Merchant), vault, call.Now);
        var counts = new int[Enum.GetValues<Outcome>().Length];
        await Parallel.ForEachAsync(
            reader.Orders(call.Cancel),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = call.Cancel },
            async (order, cancel) => Interlocked.Increment(ref counts[(int)await Import(order.Order.OrderNo, facts.Of(order), call with { Cancel = cancel })]));

        return new()
        {
            Created = counts[(int)Outcome.Created],
            Changed = counts[(int)Outcome.Changed],
            Unchanged = counts[(int)Outcome.Unchanged],
            RejectedCount = reader.RejectedCount,
            Rejected = { reader.Rejected.Take(MaxNamed).Select(ToRejected) },
        };
    }

    private async Task<Outcome> Import(string orderId, IReadOnlyList<Fact> facts, Call call)
    {
        var outcome = Outcome.Unchanged;
        await orders.Change(orderId, call, order =>
        {
            var decision = OrderDecider.Record(order, facts);
            outcome = order is null ? Outcome.Created : decision.Events.IsEmpty ? Outcome.Unchanged : Outcome.Changed;
            return decision;
        });
        return outcome;
    }

    private static RejectedRow ToRejected(ImportError error) => new() { File = error.File, Line = error.Line, Column = error.Column, Reason = error.Reason };

    private enum Outcome
    {
        Created,
        Changed,
        Unchanged,
    }
}
