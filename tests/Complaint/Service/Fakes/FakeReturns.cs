using System.Collections.Concurrent;
using Aftersales.Contracts.Returns;
using Grpc.Core;

namespace Aftersales.Complaint.Tests.Service.Fakes;

public sealed class FakeReturns : ReturnsService.ReturnsServiceBase
{
    public FakePeer Peer { get; } = new();

    /// <summary>By request id: asked twice, made once.</summary>
    public ConcurrentDictionary<string, RequestReturnRequest> Requested { get; } = new();

    public ConcurrentQueue<AttachCaseRequest> Attached { get; } = new();

    public ConcurrentQueue<CancelReturnRequest> Cancelled { get; } = new();

    public static string IdOf(string step) => $"ret_{step}";

    public override Task<RequestReturnResponse> RequestReturn(RequestReturnRequest request, ServerCallContext context)
    {
        Peer.Enter(context);
        Requested.TryAdd(request.RequestId, request);
        return Task.FromResult(new RequestReturnResponse { Return = new() { ReturnId = IdOf(request.Cause.Id), State = ReturnState.Requested } });
    }

    public override Task<AttachCaseResponse> AttachCase(AttachCaseRequest request, ServerCallContext context)
    {
        Peer.Enter(context);
        Attached.Enqueue(request);
        return Task.FromResult(new AttachCaseResponse { Return = new() { ReturnId = request.ReturnId } });
    }

    public override Task<CancelReturnResponse> CancelReturn(CancelReturnRequest request, ServerCallContext context)
    {
        Peer.Enter(context);
        Cancelled.Enqueue(request);
        return Task.FromResult(new CancelReturnResponse { Return = new() { ReturnId = request.ReturnId, State = ReturnState.Cancelled } });
    }
}
