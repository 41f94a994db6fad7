using System.Collections.Concurrent;
using Aftersales.Contracts.Returns;
using Grpc.Core;

namespace Aftersales.Complaint.Tests.Service.Fakes;

public sealed class FakeReplacements : ReplacementsService.ReplacementsServiceBase
{
    public FakePeer Peer { get; } = new();

    /// <summary>By request id: asked twice, made once.</summary>
    public ConcurrentDictionary<string, RequestReplacementRequest> Requested { get; } = new();

    public static string IdOf(string step) => $"rep_{step}";

    public override Task<RequestReplacementResponse> RequestReplacement(RequestReplacementRequest request, ServerCallContext context)
    {
        Peer.Enter(context);
        Requested.TryAdd(request.RequestId, request);
        return Task.FromResult(new RequestReplacementResponse { Replacement = new() { ReplacementId = IdOf(request.Cause.Id), State = ReplacementState.Requested } });
    }
}

public sealed class FakeRepairs : RepairsService.RepairsServiceBase
{
    public FakePeer Peer { get; } = new();

    /// <summary>By request id: asked twice, made once.</summary>
    public ConcurrentDictionary<string, RequestRepairRequest> Requested { get; } = new();

    public static string IdOf(string step) => $"fix_{step}";

    public override Task<RequestRepairResponse> RequestRepair(RequestRepairRequest request, ServerCallContext context)
    {
        Peer.Enter(context);
        Requested.TryAdd(request.RequestId, request);
        return Task.FromResult(new RequestRepairResponse { Repair = new() { RepairId = IdOf(request.Cause.Id), State = RepairState.Requested } });
    }
}
