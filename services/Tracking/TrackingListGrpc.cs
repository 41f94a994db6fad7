using Aftersales.Contracts.Tracking;
using Aftersales.Platform.Calls;
using Aftersales.Tracking.Features;
using Aftersales.Tracking.Queries;
using Grpc.Core;

namespace Aftersales.Tracking;

/// <summary>The contract's methods about lists and reports, and the features that handle them.</summary>
public sealed class TrackingListGrpc : TrackingListService.TrackingListServiceBase
{
    public override Task<ListTrackingItemsResponse> ListTrackingItems(ListTrackingItemsRequest request, ServerCallContext context) =>
        context.Feature<ReadItems>().Handle(request, context.Call(request));

    public override Task WatchTrackingItems(
        WatchTrackingItemsRequest request, IServerStreamWriter<WatchTrackingItemsResponse> responseStream, ServerCallContext context) =>
        context.Feature<ReadItems>().Watch(request, responseStream, context.Call(request));

    public override Task ExportTrackingItems(
        ExportTrackingItemsRequest request, IServerStreamWriter<ExportTrackingItemsResponse> responseStream, ServerCallContext context) =>
        context.Feature<ReadItems>().Export(request, responseStream, context.Call(request));

    public override Task<TakeTrackingItemResponse> TakeTrackingItem(TakeTrackingItemRequest request, ServerCallContext context) =>
        context.Feature<ChangeItem>().Handle(request, context.Call(request));

    public override Task<ReleaseTrackingItemResponse> ReleaseTrackingItem(ReleaseTrackingItemRequest request, ServerCallContext context) =>
        context.Feature<ChangeItem>().Handle(request, context.Call(request));

    public override Task<AddTrackingNoteResponse> AddTrackingNote(AddTrackingNoteRequest request, ServerCallContext context) =>
        context.Feature<ChangeItem>().Handle(request, context.Call(request));

    public override Task<FinishTrackingItemResponse> FinishTrackingItem(FinishTrackingItemRequest request, ServerCallContext context) =>
        context.Feature<ChangeItem>().Handle(request, context.Call(request));

    public override Task<ForecastTrackingListsResponse> ForecastTrackingLists(ForecastTrackingListsRequest request, ServerCallContext context) =>
        context.Feature<ForecastLists>().Handle(request, context.Call(request));

    public override Task<GetCompletionReportResponse> GetCompletionReport(GetCompletionReportRequest request, ServerCallContext context) =>
        context.Feature<ReadCompletion>().Handle(request, context.Call(request));

    public override Task ExportCompletionReport(
        ExportCompletionReportRequest request, IServerStreamWriter<ExportCompletionReportResponse> responseStream, ServerCallContext context) =>
        context.Feature<ReadCompletion>().Export(request, responseStream, context.Call(request));
}
