using System.Globalization;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Store;

namespace Aftersales.Complaints.Queries;

/// <summary>Everything that was done in a case: its events, oldest first.</summary>
public sealed class GetTimeline(CaseDesk desk, IStore store)
{
    private const int DefaultSize = 50;

    public async Task<GetTimelineResponse> Handle(GetTimelineRequest request, Call call)
    {
        await desk.Find(call, request.CaseId);
        var size = request.PageSize == 0 ? DefaultSize : request.PageSize;
        var events = await store.Events(call.Merchant, "case", request.CaseId, After(request.PageToken), size, call.Cancel);
        return new()
        {
            Entries =
            {
                events.Select(e => new TimelineEntry { Version = e.Version, Time = e.At.ToContract(), PersonId = e.Actor.Person, Event = e.Type }),
            },
            NextPageToken = events.Count < size ? "" : events[^1].Version.ToString(CultureInfo.InvariantCulture),
        };
    }

    private static long After(string token) =>
        token.Length == 0 ? 0
        : long.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version
        : throw new RefusedException(new(PlatformReasons.PageTokenInvalid, "page_token: not made by this list"));
}
