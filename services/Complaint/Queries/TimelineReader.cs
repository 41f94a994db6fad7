using System.Globalization;
using Aftersales.Complaints.Domain;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using Aftersales.Platform.Store;
using Wire = Aftersales.Contracts.Complaints;

namespace Aftersales.Complaints.Queries;

/// <summary>Reads a case's events and those of its plans as one timeline, oldest first.</summary>
public sealed class TimelineReader(IStore store, TimelineView view, Vault vault)
{
    /// <param name="most">Entries wanted; fewer come at the end only.</param>
    public async Task<(IReadOnlyList<Wire.TimelineEntry> Entries, TimelinePlace Place)> Read(Call call, Versioned<Case> found, TimelinePlace place, int most)
    {
        var shown = new List<Wire.TimelineEntry>();
        var show = await view.For(call, found.State);
        while (shown.Count < most)
        {
            var wanted = most - shown.Count;
            var items = await Next(call, place, wanted);
            foreach (var item in items)
            {
                place = place.After(item);
                if (show(item) is { } entry)
                    shown.Add(entry);
            }

            if (items.Count < wanted)
                break;
        }

        return (shown, place);
    }

    /// <summary>What was said with an entry of the case itself, sealed; null where there is no such entry, or it has no words.</summary>
    public async Task<SealedText?> Words(Call call, string caseId, string entryId)
    {
        if (!entryId.StartsWith($"{caseId}.", StringComparison.Ordinal)
            || !long.TryParse(entryId[(caseId.Length + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            return null;
        return await store.Events(call.Merchant, "case", caseId, version - 1, 1, call.Cancel) is [var stored] && stored.Version == version
            && new TimelineItem(stored, null, vault).Line is { Words.IsEmpty: false } line ? line.Words : null;
    }

    private async Task<IReadOnlyList<TimelineItem>> Next(Call call, TimelinePlace place, int most)
    {
        var own = (await store.Events(call.Merchant, "case", place.Case, place.Version, most, call.Cancel)).Select(stored => new TimelineItem(stored, null, vault)).ToList();
        var streams = new List<Queue<TimelineItem>> { new(own) };
        if (!call.Caller.IsCustomer)
        {
            foreach (var plan in place.Plans.Keys.Concat(own.Select(item => item.Begins).OfType<string>()).Distinct())
            {
                var stored = await store.Events(call.Merchant, "plan", plan, place.Plans.GetValueOrDefault(plan), most, call.Cancel);
                streams.Add(new(stored.Select(one => new TimelineItem(one, plan, vault))));
            }
        }

        return Merged(streams).Take(most).ToList();
    }

    // By time; at the same moment the case comes first, since its plan follows it.
    private static IEnumerable<TimelineItem> Merged(List<Queue<TimelineItem>> streams)
    {
        while (streams.Where(stream => stream.Count > 0).MinBy(stream => stream.Peek().Stored.At) is { } earliest)
            yield return earliest.Dequeue();
    }
}
