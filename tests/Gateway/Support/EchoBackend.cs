using System.Collections.Concurrent;
using Aftersales.Platform.Grpc;
using Grpc.Core;

namespace Aftersales.Gateway.Tests.Support;

/// <summary>What a call came with.</summary>
internal sealed record SeenCall(Metadata Headers, DateTime Deadline);

/// <summary>The service behind the sidecar; it keeps what it was called with.</summary>
internal sealed class EchoBackend : EchoService.EchoServiceBase
{
    private readonly ConcurrentQueue<SeenCall> calls = new();

    public IReadOnlyList<SeenCall> Calls => [.. calls];

    public TaskCompletionSource Hanging { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What <see cref="Unary"/> fails with; null when it answers.</summary>
    public RpcException? Failing { get; set; }

    /// <summary>A header of the last call as the sidecar would see it; null when it did not come.</summary>
    public string? Header(string name) => Calls[^1].Headers.GetValue(name);

    public override Task<Pong> Unary(Ping request, ServerCallContext context)
    {
        Keep(context);
        if (Failing is { } failure)
            throw failure;
        context.ResponseTrailers.Add("x-trailer", "said");
        return Task.FromResult(new Pong { Text = request.Text });
    }

    public override async Task<Pong> Upload(IAsyncStreamReader<Ping> requestStream, ServerCallContext context)
    {
        Keep(context);
        var bytes = 0L;
        await foreach (var ping in requestStream.ReadAllAsync())
            bytes += ping.Body.Length;
        return new() { Text = $"{bytes}" };
    }

    public override async Task Watch(Ping request, IServerStreamWriter<Pong> responseStream, ServerCallContext context)
    {
        Keep(context);
        await responseStream.WriteAsync(new() { Text = "first" });
        Hanging.TrySetResult();
        await WaitForCancel(context);
    }

    public override async Task Talk(IAsyncStreamReader<Ping> requestStream, IServerStreamWriter<Pong> responseStream, ServerCallContext context)
    {
        Keep(context);
        await foreach (var ping in requestStream.ReadAllAsync())
            await responseStream.WriteAsync(new() { Text = ping.Text });
    }

    public override Task<Pong> Refuse(Ping request, ServerCallContext context) =>
        throw Errors.ToRpcException(Errors.Status(
            StatusCode.FailedPrecondition, "not now", "RETURN_STATE_INVALID", [new("current", "CLOSED")], retryAfter: TimeSpan.FromSeconds(7)));

    public override async Task<Pong> Hang(Ping request, ServerCallContext context)
    {
        Keep(context);
        Hanging.TrySetResult();
        await WaitForCancel(context);
        return new();
    }

    public override Task<Pong> Inner(Ping request, ServerCallContext context)
    {
        Keep(context);
        return Task.FromResult(new Pong());
    }

    public override Task<Pong> Unsaid(Ping request, ServerCallContext context) => Inner(request, context);

    // The context itself ends with its call.
    private void Keep(ServerCallContext context) => calls.Enqueue(new(context.RequestHeaders, context.Deadline));

    private async Task WaitForCancel(ServerCallContext context)
    {
        var cancelled = new TaskCompletionSource();
        await using var registration = context.CancellationToken.Register(cancelled.SetResult);
        await cancelled.Task;
        Cancelled.TrySetResult();
    }
}
