using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Grpc.Core;

namespace Aftersales.Complaints.Queries;

/// <summary>A case's timeline as it grows.</summary>
public sealed class WatchTimeline(CaseDesk desk, TimelineReader timeline, ListWatch watch)
{
    public async Task Handle(WatchTimelineRequest request, IServerStreamWriter<WatchTimelineResponse> stream, Call call)
    {
        var found = await desk.Find(call, request.CaseId);
        var place = TimelinePlace.Read(request.CaseId, request.PageToken);
        await watch.Follow(call, Fresh, round => stream.WriteAsync(new() { Entries = { round.Changed.Select(row => row.State) }, NextPageToken = place.Write() }));

        // Each page has what the one before had not: a row is new whenever it is there.
        async Task<Page<TimelineEntry>> Fresh(Call now)
        {
            (var entries, place) = await timeline.Read(now, found, place, PageTokens.MaxSize);
            return new([.. entries.Select(entry => new PageRow<TimelineEntry>(entry.EntryId, request.CaseId, 1, entry))], "");
        }
    }
}
