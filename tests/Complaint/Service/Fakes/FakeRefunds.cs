using System.Collections.Concurrent;
using Aftersales.Contracts.Refunds;
using Grpc.Core;

namespace Aftersales.Complaint.Tests.Service.Fakes;

public sealed class FakeRefunds : RefundService.RefundServiceBase
{
    public FakePeer Peer { get; } = new();

    /// <summary>By request id: asked twice, made once.</summary>
    public ConcurrentDictionary<string, RequestRefundRequest> Requested { get; } = new();

    public override Task<RequestRefundResponse> RequestRefund(RequestRefundRequest request, ServerCallContext context)
    {
        Peer.Enter(context);
        Requested.TryAdd(request.RequestId, request);
        return Task.FromResult(new RequestRefundResponse { Refund = new() { RefundId = $"rfd_{request.Cause.Id}", State = RefundState.AwaitingInvoice } });
    }
}
