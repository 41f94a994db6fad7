using System.Collections.Concurrent;
using Aftersales.Contracts.Refunds;
using Grpc.Core;

namespace Aftersales.Invoices;

/// <summary>Refund as Invoice sees it: keeps what it is asked.</summary>
public sealed class FakeRefunds : RefundService.RefundServiceBase
{
    /// <summary>What was asked, by request id.</summary>
    public ConcurrentDictionary<string, RequestRefundRequest> Asked { get; } = new();

    /// <summary>How many of the next calls find it away.</summary>
    public int Outages { get; set; }

    public override Task<RequestRefundResponse> RequestRefund(RequestRefundRequest request, ServerCallContext context)
    {
        if (Outages-- > 0)
            throw new RpcException(new(StatusCode.Unavailable, "away"));
        Asked.TryAdd(request.RequestId, request);
        return Task.FromResult(new RequestRefundResponse { Refund = new() { RefundId = $"rfd_{request.Cause.Id}" } });
    }
}
