using Aftersales.Platform.Store;
using Aftersales.Refunds.Domain.Batches;

namespace Aftersales.Refunds.Queries;

/// <summary>The lists that batches stand in, by the time they were made.</summary>
internal static class BatchLists
{
    public const string All = "batches";

    public static string InState(BatchState state) => $"{All}/{state}";

    public static IEnumerable<ListEntry> Of(string id, Batch batch)
    {
        var key = $"{batch.CreatedAt.ToUnixTimeTicks():D19}";
        return [new(All, key, id, id), new(InState(batch.State), key, id, id)];
    }
}
