using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;

namespace Aftersales.Complaints.Queries;

/// <summary>Everything that was done, said and promised in a case, page by page.</summary>
public sealed class GetTimeline(CaseDesk desk, TimelineReader timeline)
{
    public async Task<GetTimelineResponse> Handle(GetTimelineRequest request, Call call)
    {
        var found = await desk.Find(call, request.CaseId);
        var size = PageTokens.Size(request.PageSize);
        var (entries, place) = await timeline.Read(call, found, TimelinePlace.Read(request.CaseId, request.PageToken), size);
        return new() { Entries = { entries }, NextPageToken = entries.Count < size ? "" : place.Write() };
    }
}
