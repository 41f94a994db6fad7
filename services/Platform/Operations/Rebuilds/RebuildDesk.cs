using Aftersales.Contracts.Operations;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Store;

namespace Aftersales.Platform.Operations.Rebuilds;

/// <summary>Starts rebuilds, tells how far they are, stops them.</summary>
internal sealed class RebuildDesk(Aggregates<Rebuild, RebuildEvent> rebuilds, IEnumerable<KnownAggregate> aggregates, IStore store)
{
    // A rebuild changes with each of its own batches: it is never as it was seen.
    private readonly SortedSet<string> kinds = new(aggregates.Select(aggregate => aggregate.Kind).Where(kind => kind != RebuildAggregate.Name), StringComparer.Ordinal);

    public async Task<StartRebuildResponse> Handle(StartRebuildRequest request, Call call)
    {
        if (!kinds.Contains(request.AggregateType))
            throw new RefusedException(PlatformReasons.Invalid("aggregate_type", $"must be one of {string.Join(", ", kinds)}"));
        var id = request.AggregateId.Length == 0 ? null : request.AggregateId;
        if (id is not null && (await store.Load(call.Merchant, request.AggregateType, id, null, call.Cancel)).State is null)
            throw new RefusedException(new(OperationsReasons.AggregateNotFound, "there is no such aggregate"));
        return await rebuilds.Change(
            Ids.Derived(RebuildAggregate.Name, $"{call.Merchant}/{call.RequestId}"),
            call,
            present => present is null
                ? new RebuildStarted(call.Now, request.AggregateType, id, request.DryRun, call.Person, request.Reason)
                : Decision<RebuildEvent>.Nothing,
            after => new StartRebuildResponse { Rebuild = after.ToContract() });
    }

    public async Task<GetRebuildResponse> Handle(GetRebuildRequest request, Call call) => new() { Rebuild = (await Find(request.RebuildId, call)).ToContract() };

    public async Task<ListRebuildsResponse> Handle(ListRebuildsRequest request, Call call)
    {
        var page = await rebuilds.List(call, RebuildAggregate.All, request.PageSize, request.PageToken, descending: true);
        return new()
        {
            Rebuilds = { page.Rows.Select(row => new Versioned<Rebuild>(row.Aggregate, row.State, row.Version).ToContract()) },
            NextPageToken = page.NextPageToken,
        };
    }

    public async Task<StopRebuildResponse> Handle(StopRebuildRequest request, Call call)
    {
        await Find(request.RebuildId, call);
        return await rebuilds.Change(
            request.RebuildId,
            call,
            present => RebuildDecider.Stop(present!, call.Person, request.Reason, call.Now),
            after => new StopRebuildResponse { Rebuild = after.ToContract() });
    }

    private async Task<Versioned<Rebuild>> Find(string id, Call call) =>
        await rebuilds.Find(call.Merchant, id, call.Cancel) ?? throw new RefusedException(new(OperationsReasons.RebuildNotFound, "no such rebuild"));
}
