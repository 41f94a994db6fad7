using System.Collections.Concurrent;
using Aftersales.Platform.Grpc;
using Grpc.Core;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Aftersales.Complaint.Tests.Service.Fakes;

/// <summary>What the stand-ins of other services share: who asked, being away, and refusing.</summary>
public sealed class FakePeer
{
    private readonly ConcurrentQueue<RpcException> refusals = new();
    private readonly SemaphoreSlim calls = new(0);

    /// <summary>While true every call ends as with a service that is away.</summary>
    public bool IsAway { get; set; }

    /// <summary>Persons that calls were made for, oldest first.</summary>
    public ConcurrentQueue<string> ActedFor { get; } = new();

    public static RpcException Refusal(StatusCode code, string reason, params (string Key, string Value)[] metadata) =>
        Errors.ToRpcException(Errors.Status(code, reason, reason, metadata.Select(m => KeyValuePair.Create(m.Key, m.Value))));

    /// <summary>Refuses the next call.</summary>
    public void Refuse(StatusCode code, string reason) => refusals.Enqueue(Refusal(code, reason));

    /// <summary>Waits until so many calls were made since it was asked last.</summary>
    public async Task Called(int times)
    {
        for (var i = 0; i < times; i++)
            (await calls.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBeTrue("the peer was not called");
    }

    internal void Enter(ServerCallContext context)
    {
        var token = new JsonWebToken(context.RequestHeaders.GetValue("authorization")!["Bearer ".Length..]);
        ActedFor.Enqueue(token.TryGetPayloadValue<System.Text.Json.JsonElement>("act", out var act) ? act.GetProperty("sub").GetString()! : token.Subject);
        calls.Release();
        if (IsAway)
            throw new RpcException(new(StatusCode.Unavailable, "away"));
        if (refusals.TryDequeue(out var refusal))
            throw refusal;
    }
}
