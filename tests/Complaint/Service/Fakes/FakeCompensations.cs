using System.Collections.Concurrent;
using Aftersales.Contracts.Compensations;
using Grpc.Core;

namespace Aftersales.Complaint.Tests.Service.Fakes;

public sealed class FakeCompensations : CompensationService.CompensationServiceBase
{
    public const long Authority = 20_00;

    public FakePeer Peer { get; } = new();

    public ConcurrentDictionary<string, GrantCompensationRequest> Granted { get; } = new();

    public ConcurrentQueue<CheckAuthorityRequest> Questions { get; } = new();

    /// <summary>What was granted for the same cause before (R-COMP-5).</summary>
    public long Before { get; set; }

    public override Task<CheckAuthorityResponse> CheckAuthority(CheckAuthorityRequest request, ServerCallContext context)
    {
        Peer.Enter(context);
        Questions.Enqueue(request);
        if (request.ConditionalOnReview || request.Text.Contains("好评"))
            throw FakePeer.Refusal(StatusCode.FailedPrecondition, "REVIEW_CONDITIONED");
        return request.Amount.MinorUnits <= Authority
            ? Task.FromResult(new CheckAuthorityResponse { Allowed = new() { MinorUnits = Authority, CurrencyCode = "CNY" } })
            : throw FakePeer.Refusal(StatusCode.PermissionDenied, "AUTHORITY_EXCEEDED", ("tier", "L2"), ("allowed", $"{Authority}"));
    }

    public override Task<GrantCompensationResponse> GrantCompensation(GrantCompensationRequest request, ServerCallContext context)
    {
        Peer.Enter(context);
        Granted.TryAdd(request.RequestId, request);
        return Task.FromResult(new GrantCompensationResponse
        {
            Grant = new()
            {
                GrantId = $"cmp_{request.StartedBy.Id}",
                State = GrantState.Granted,
                Amount = new() { MinorUnits = request.Amount.MinorUnits - Before, CurrencyCode = "CNY" },
            },
        });
    }
}
