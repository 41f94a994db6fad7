using Aftersales.Platform.Calls;
using Aftersales.Platform.Store;

namespace Aftersales.Platform.Aggregates;

/// <summary>What a service keeps of others' facts: one document an id, the newest version told. It is a copy and never decided on alone where money is at stake.</summary>
public sealed class Documents<T>(IStore store, string kind)
    where T : class
{
    public async Task<T?> Find(Call call, string id) =>
        await store.Document(call.Merchant, kind, id, call.Cancel) is { } document ? Json.Read<T>(document.Body) : null;

    /// <summary>Keeps it unless the same or a newer version is known.</summary>
    public Task<bool> Keep(Call call, string id, long version, T document) =>
        store.Put(call.Merchant, kind, id, new(version, Json.Write(document)), call.Cancel);
}
