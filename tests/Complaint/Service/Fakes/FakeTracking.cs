using System.Collections.Concurrent;
using Aftersales.Contracts.Tracking;
using Grpc.Core;

namespace Aftersales.Complaint.Tests.Service.Fakes;

public sealed class FakeTracking : TrackingService.TrackingServiceBase
{
    public FakePeer Peer { get; } = new();

    public ConcurrentDictionary<string, OrderSnapshot> Orders { get; } = new();

    public override Task<GetOrderSnapshotResponse> GetOrderSnapshot(GetOrderSnapshotRequest request, ServerCallContext context)
    {
        Peer.Enter(context);
        return Orders.TryGetValue(request.OrderId, out var order)
            ? Task.FromResult(new GetOrderSnapshotResponse { Order = order })
            : throw FakePeer.Refusal(StatusCode.NotFound, "ORDER_NOT_FOUND");
    }
}
