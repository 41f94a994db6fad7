using Aftersales.Contracts.Tracking;
using Aftersales.Platform.Calls;
using Aftersales.Tracking.Features;
using Aftersales.Tracking.Queries;
using Grpc.Core;

namespace Aftersales.Tracking;

/// <summary>The contract's methods and the features that handle them.</summary>
public sealed class TrackingGrpc : TrackingService.TrackingServiceBase
{
    public override Task<ImportOrdersResponse> ImportOrders(IAsyncStreamReader<ImportOrdersRequest> requestStream, ServerCallContext context) =>
        context.Feature<ImportOrders>().Handle(requestStream, context.Call());

    public override Task<RecordFactsResponse> RecordFacts(RecordFactsRequest request, ServerCallContext context) =>
        context.Feature<RecordFacts>().Handle(request, context.Call(request));

    public override Task StreamFacts(
        IAsyncStreamReader<StreamFactsRequest> requestStream, IServerStreamWriter<StreamFactsResponse> responseStream, ServerCallContext context) =>
        context.Feature<StreamFacts>().Handle(requestStream, responseStream, context.Call);

    public override Task<GetOrderResponse> GetOrder(GetOrderRequest request, ServerCallContext context) =>
        context.Feature<ReadOrders>().Handle(request, context.Call(request));

    public override Task<GetOrderSnapshotResponse> GetOrderSnapshot(GetOrderSnapshotRequest request, ServerCallContext context) =>
        context.Feature<ReadOrders>().Handle(request, context.Call(request));

    public override Task<RevealRecipientResponse> RevealRecipient(RevealRecipientRequest request, ServerCallContext context) =>
        context.Feature<RevealRecipient>().Handle(request, context.Call(request));

    public override Task<ListOrdersResponse> ListOrders(ListOrdersRequest request, ServerCallContext context) =>
        context.Feature<ReadOrders>().Handle(request, context.Call(request));
}
