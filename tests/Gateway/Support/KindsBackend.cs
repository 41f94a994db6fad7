using Aftersales.Platform.Grpc;
using Google.Protobuf;
using Grpc.Core;

namespace Aftersales.Gateway.Tests.Support;

/// <summary>Answers with what it was asked, in every kind of field.</summary>
internal sealed class KindsBackend : KindsService.KindsServiceBase
{
    /// <summary>The last request that arrived.</summary>
    public Kinds? Asked { get; private set; }

    /// <summary>What the next calls of <see cref="Ask"/> and <see cref="Change"/> fail with, one each.</summary>
    public Queue<RpcException> Failures { get; } = [];

    public Metadata Headers { get; private set; } = [];

    public DateTime Deadline { get; private set; }

    public TaskCompletionSource Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override Task<Kinds> Ask(Kinds request, ServerCallContext context) => Failures.TryDequeue(out var failure) ? throw failure : Say(request, context);

    public override Task<Kinds> Say(Kinds request, ServerCallContext context)
    {
        (Headers, Deadline) = (context.RequestHeaders, context.Deadline);
        return Task.FromResult(Asked = request);
    }

    public override Task<ChangeResponse> Change(ChangeRequest request, ServerCallContext context) => Failures.TryDequeue(out var failure) ? throw failure : request.ExpectedVersion is 0 or 7
        ? Task.FromResult(new ChangeResponse { Thing = new() { ThingId = request.ThingId, Version = 8 }, RequestId = request.RequestId })
        : throw Errors.ToRpcException(Errors.Status(StatusCode.Aborted, "changed", "VERSION_CHANGED", [new("current", "7")]));

    public override async Task Feed(FeedRequest request, IServerStreamWriter<FeedResponse> responseStream, ServerCallContext context)
    {
        for (var number = 1; number <= request.Count; number++)
            await responseStream.WriteAsync(new() { Number = number });
        if (request.Stays)
        {
            await using var registration = context.CancellationToken.Register(Cancelled.SetResult);
            await Cancelled.Task;
        }

        if (request.Fails)
            throw Errors.ToRpcException(Errors.Status(StatusCode.FailedPrecondition, "not now", "RETURN_STATE_INVALID"));
    }

    public override async Task<SendResponse> Send(IAsyncStreamReader<SendRequest> requestStream, ServerCallContext context)
    {
        var response = new SendResponse();
        var content = new MemoryStream();
        await foreach (var piece in requestStream.ReadAllAsync())
        {
            response.Messages++;
            if (piece.Header is { Name: "refuse" })
                throw Errors.ToRpcException(Errors.Status(StatusCode.InvalidArgument, "not this", "EVIDENCE_TYPE_NOT_ALLOWED"));
            if (piece.Header is { } header)
                response.Name = header.Name;
            else
                piece.Chunk.WriteTo(content);
        }

        response.Content = ByteString.CopyFrom(content.ToArray());
        return response;
    }
}
