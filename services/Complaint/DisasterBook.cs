using System.Collections.Concurrent;
using Aftersales.Complaints.Domain;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;

namespace Aftersales.Complaints;

/// <summary>
/// The disasters that were declared to a merchant, as far as they concern running clocks. They are few and asked for with every case, so they are kept in
/// memory for seconds; what is missed meanwhile on another replica the second look finds.
/// </summary>
public sealed class DisasterBook(Aggregates<Disasters, DisasterEvent> disasters, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, (Disasters Known, long At)> kept = new(StringComparer.Ordinal);

    public async Task<Disasters> Find(Call call)
    {
        if (kept.TryGetValue(call.Merchant, out var entry) && time.GetElapsedTime(entry.At) < Fresh)
            return entry.Known;
        var at = time.GetTimestamp();
        var known = (await disasters.Find(call.Merchant, Disasters.Id, call.Cancel))?.State ?? Disasters.None;
        kept[call.Merchant] = (known, at);
        return known;
    }

    public async Task Change(Call call, Func<Disasters?, Decision<DisasterEvent>> decide)
    {
        var after = await disasters.Change(Disasters.Id, call, decide);
        kept[call.Merchant] = (after.State, time.GetTimestamp());
    }
}
