using Aftersales.Complaints.Features;
using Aftersales.Complaints.Queries;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;
using Grpc.Core;

namespace Aftersales.Complaints;

/// <summary>The contract's methods about timelines.</summary>
public sealed class TimelineGrpc : TimelineService.TimelineServiceBase
{
    public override Task<AddNoteResponse> AddNote(AddNoteRequest request, ServerCallContext context) =>
        context.Feature<AddNote>().Handle(request, context.Call(request));

    public override Task<RevealWordsResponse> RevealWords(RevealWordsRequest request, ServerCallContext context) =>
        context.Feature<RevealWords>().Handle(request, context.Call(request));

    public override Task WatchTimeline(WatchTimelineRequest request, IServerStreamWriter<WatchTimelineResponse> responseStream, ServerCallContext context) =>
        context.Feature<WatchTimeline>().Handle(request, responseStream, context.Call(request));
}
