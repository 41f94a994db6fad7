using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Dapr.Client;

/// <summary>Tells the sidecar which app a call is for, and lets it in.</summary>
public class InvocationInterceptor : Interceptor
{
    private readonly string _appId;
    private readonly string? _daprApiToken;

    /// <param name="appId">The app to call.</param>
    /// <param name="daprApiToken">The token for the sidecar, if it asks for one.</param>
    public InvocationInterceptor(string appId, string? daprApiToken)
    {
        _appId = appId;
        _daprApiToken = daprApiToken;
    }

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, BlockingUnaryCallContinuation<TRequest, TResponse> continuation) =>
        continuation(request, Addressed(context));

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation) =>
        continuation(request, Addressed(context));

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context, AsyncClientStreamingCallContinuation<TRequest, TResponse> continuation) =>
        continuation(Addressed(context));

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation) =>
        continuation(request, Addressed(context));

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context, AsyncDuplexStreamingCallContinuation<TRequest, TResponse> continuation) =>
        continuation(Addressed(context));

    // The caller's own metadata is left as it is: it may be shared between calls.
    private ClientInterceptorContext<TRequest, TResponse> Addressed<TRequest, TResponse>(ClientInterceptorContext<TRequest, TResponse> context)
        where TRequest : class
        where TResponse : class
    {
        var headers = new Metadata();
        foreach (var entry in context.Options.Headers ?? [])
            headers.Add(entry);
        headers.Add("dapr-app-id", _appId);
        if (!string.IsNullOrWhiteSpace(_daprApiToken))
            headers.Add("dapr-api-token", _daprApiToken);
        return new(context.Method, context.Host, context.Options.WithHeaders(headers));
    }
}
