using Aftersales.Contracts.Tracking;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Identity;
using Aftersales.Tracking.Domain;
using Aftersales.Tracking.Import;
using Grpc.Core;

namespace Aftersales.Tracking.Features;

/// <summary>Imports the platform's exports (R-ORD-2): each order on its own, so that an import that breaks off can simply be repeated.</summary>
public sealed class ImportOrders(FactBatch batch, Desk desk, Vault vault, Validation validation)
{
    /// <summary>Rows named in the report.</summary>
    public const int MaxNamed = 1000;

    /// <summary>Batches under way: while the store writes one, the next is read.</summary>
    private const int AtOnce = 2;

    public async Task<ImportOrdersResponse> Handle(IAsyncStreamReader<ImportOrdersRequest> parts, Call call)
    {
        using var spool = await ImportSpool.Receive(parts, validation, call.Cancel);
        using var reader = new ImportReader(spool.Files, MaxNamed);
        await reader.ReadLines(call.Cancel);

        var facts = new ImportedFacts(desk.Policy(call), vault, call.Now);
        var counts = new int[Enum.GetValues<Outcome>().Length];
        await Parallel.ForEachAsync(
            Batches(reader.Orders(call.Cancel)),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = call.Cancel },
            async (orders, cancel) =>
            {
                foreach (var order in await batch.Record(call with { Cancel = cancel }, orders.Select(o => (o.Order.OrderNo, (IEnumerable<Fact>)facts.Of(o)))))
                    Interlocked.Increment(ref counts[(int)OutcomeOf(order)]);
            });

        return new()
        {
            Created = counts[(int)Outcome.Created],
            Changed = counts[(int)Outcome.Changed],
            Unchanged = counts[(int)Outcome.Unchanged],
            RejectedCount = reader.Rejected.Count,
            Rejected = { reader.Rejected.Named.Select(ToRejected) },
        };
    }

    private static async IAsyncEnumerable<List<ImportedOrder>> Batches(IAsyncEnumerable<ImportedOrder> orders)
    {
        var some = new List<ImportedOrder>(FactBatch.Size);
        await foreach (var order in orders)
        {
            some.Add(order);
            if (some.Count < FactBatch.Size)
                continue;
            yield return some;
            some = new(FactBatch.Size);
        }

        if (some.Count > 0)
            yield return some;
    }

    private static Outcome OutcomeOf(RecordedOrder order) =>
        order.IsNew ? Outcome.Created : order.Applied == 0 ? Outcome.Unchanged : Outcome.Changed;

    private static RejectedRow ToRejected(ImportError error) => new() { File = error.File, Line = error.Line, Column = error.Column, Reason = error.Reason };

    private enum Outcome
    {
        Created,
        Changed,
        Unchanged,
    }
}
