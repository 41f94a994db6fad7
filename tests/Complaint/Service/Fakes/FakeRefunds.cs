using System.Collections.Concurrent;
using Aftersales.Contracts.Refunds;
using Grpc.Core;

namespace Aftersales.Complaint.Tests.Service.Fakes;

public sealed class FakeRefunds : RefundService.RefundServiceBase
{
    public FakePeer Peer { get; } = new();

    /// <summary>By request id: asked twice, made once.</summary>
    public ConcurrentDictionary<string, RequestRefundRequest> Requested { get; } = new();

    /// <summary>By cause: where a refund ended; those not named wait for their invoice.</summary>
    public ConcurrentDictionary<string, RefundState> States { get; } = new();

    public override Task<RequestRefundResponse> RequestRefund(RequestRefundRequest request, ServerCallContext context)
    {
        Peer.Enter(context);
        Requested.TryAdd(request.RequestId, request);
        var state = States.GetValueOrDefault(request.Cause.Id, RefundState.AwaitingInvoice);
        return Task.FromResult(new RequestRefundResponse { Refund = new() { RefundId = $"rfd_{request.Cause.Id}", State = state } });
    }
}
