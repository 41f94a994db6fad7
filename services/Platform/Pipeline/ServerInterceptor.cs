using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Aftersales.Platform.Pipeline;

/// <summary>One shape for what happens around every kind of call.</summary>
public abstract class ServerInterceptor : Interceptor
{
    /// <param name="request">The message of a call with a single request; null for client streams.</param>
    /// <param name="context">The call.</param>
    /// <param name="next">The rest of the pipeline.</param>
    protected abstract Task Around(object? request, ServerCallContext context, Func<Task> next);

    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        TResponse? response = null;
        await Around(request, context, async () => response = await continuation(request, context));
        return response!;
    }

    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        TResponse? response = null;
        await Around(null, context, async () => response = await continuation(requestStream, context));
        return response!;
    }

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation) =>
        Around(request, context, () => continuation(request, responseStream, context));

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, DuplexStreamingServerMethod<TRequest, TResponse> continuation) =>
        Around(null, context, () => continuation(requestStream, responseStream, context));
}
