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

    public ConcurrentQueue<RevokeGrantRequest> Revoked { get; } = new();

    /// <summary>What a quote offers.</summary>
    public IReadOnlyList<CompensationOption>? Options { get; set; }

    /// <summary>Runs while a question is being answered.</summary>
    public Func<Task> Meanwhile { get; set; } = () => Task.CompletedTask;

    public override async Task<CheckAuthorityResponse> CheckAuthority(CheckAuthorityRequest request, ServerCallContext context)
    {
        Peer.Enter(context);
        Questions.Enqueue(request);
        await Meanwhile();
        if (request.ConditionalOnReview || request.Text.Contains("好评"))
            throw FakePeer.Refusal(StatusCode.FailedPrecondition, "REVIEW_CONDITIONED");
        return request.Amount.MinorUnits <= Authority
            ? new() { Allowed = new() { MinorUnits = Authority, CurrencyCode = "CNY" } }
            : throw FakePeer.Refusal(StatusCode.PermissionDenied, "AUTHORITY_EXCEEDED", ("tier", "L2"), ("allowed", $"{Authority}"));
    }

    public override Task<QuoteCompensationResponse> QuoteCompensation(QuoteCompensationRequest request, ServerCallContext context)
    {
        Peer.Enter(context);
        if (Options is { } options)
            return Task.FromResult(new QuoteCompensationResponse { Options = { options } });
        return Task.FromResult(new QuoteCompensationResponse
        {
            Options =
            {
                new CompensationOption { Kind = CompensationKind.PriceDifference, Tier = Contracts.Tier.L1, Amount = World.Cny(3_00), Grantable = World.Cny(3_00), WithinAuthority = true },
                new CompensationOption { Kind = CompensationKind.Gift, Tier = Contracts.Tier.Platform, RuleId = $"{request.Cause}/{request.Part}/{request.Lines.Count}" },
            },
            MoreFrom = Contracts.Tier.Platform,
        });
    }

    public override Task<RevokeGrantResponse> RevokeGrant(RevokeGrantRequest request, ServerCallContext context)
    {
        Peer.Enter(context);
        Revoked.Enqueue(request);
        return Task.FromResult(new RevokeGrantResponse { Grant = new() { GrantId = request.GrantId, State = GrantState.Revoked } });
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
                Restitution = { request.Kind == CompensationKind.PriceDifference ? [new LineRestitution { LineId = "1", Amount = request.Amount }] : (LineRestitution[])[] },
            },
        });
    }
}
