using Google.Protobuf;
using Grpc.Core;

namespace Aftersales.StandIns.Tests.Rpc;

/// <summary>What the callee saw, for the test that called.</summary>
public sealed class Seen
{
    public TaskCompletionSource Hanging { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    public TaskCompletionSource<DateTime> Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    public string? RequestEncoding { get; set; }
    public int Calls => calls;

    private int calls;

    public void Called() => Interlocked.Increment(ref calls);
}

internal sealed class EchoService(Seen seen) : Echo.EchoBase
{
    public override async Task<Pong> Unary(Ping request, ServerCallContext context)
    {
        seen.Called();
        seen.RequestEncoding = context.GetHttpContext().Request.Headers["grpc-encoding"];
        if (context.RequestHeaders.GetValue("x-asked") is { } asked)
            await context.WriteResponseHeadersAsync(new Metadata { { "x-header", asked }, { "x-raw-bin", new byte[] { 1, 2, 255 } } });
        context.ResponseTrailers.Add("x-trailer", context.Method);
        return new Pong { Text = request.Text, Number = request.Number };
    }

    public override async Task Down(Ping request, IServerStreamWriter<Pong> responseStream, ServerCallContext context)
    {
        for (var number = 0; number < request.Number; number++)
            await responseStream.WriteAsync(new Pong { Number = number }, context.CancellationToken);
    }

    public override async Task<Pong> Up(IAsyncStreamReader<Ping> requestStream, ServerCallContext context)
    {
        var sum = 0;
        await foreach (var ping in requestStream.ReadAllAsync(context.CancellationToken)) sum += ping.Number;
        return new Pong { Number = sum };
    }

    public override async Task Both(IAsyncStreamReader<Ping> requestStream, IServerStreamWriter<Pong> responseStream, ServerCallContext context)
    {
        while (await requestStream.MoveNext())
            await responseStream.WriteAsync(new Pong { Number = -requestStream.Current.Number });
    }

    public override Task<Pong> Refuse(Ping request, ServerCallContext context) => throw new RpcException(
        new Status(StatusCode.FailedPrecondition, "nicht möglich"),
        new Metadata { { "grpc-status-details-bin", new Detail { Reason = request.Text }.ToByteArray() }, { "x-why", "because" } });

    public override async Task<Pong> Hang(Ping request, ServerCallContext context)
    {
        seen.Hanging.TrySetResult();
        try
        {
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        }
        finally
        {
            seen.Cancelled.TrySetResult(context.Deadline);
        }
        return new Pong();
    }
}
