using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Aftersales.Client;

/// <summary>
/// Gives every call with one answer a deadline, and every request that changes something an id, unless it has one: it then stands in the request, so that
/// the same object made again later is the same request. Reads, and what has such an id, are repeated while the suite is away or asks for patience.
/// </summary>
internal sealed class Repeats(ClientSettings settings) : Interceptor
{
    private const string RequestId = "request_id";

    private static readonly ConcurrentDictionary<string, bool> Reads = new(StringComparer.Ordinal);

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        var options = context.Options.Deadline is null ? context.Options.WithDeadline(settings.Time.GetUtcNow().UtcDateTime + settings.Deadline) : context.Options;
        var timed = new ClientInterceptorContext<TRequest, TResponse>(context.Method, context.Host, options);
        return request is IMessage message && MayRepeat(message, context.Method.FullName)
            ? new RepeatedCall<TResponse>(settings, options, once => continuation(request, new(timed.Method, timed.Host, once))).Begin()
            : continuation(request, timed);
    }

    private static bool MayRepeat(IMessage request, string method)
    {
        if (request.Descriptor.FindFieldByName(RequestId) is not { FieldType: FieldType.String } field)
            return Reads.GetOrAdd(method, static (path, message) => IsRead(path, message), request.Descriptor);
        if (field.Accessor.GetValue(request) is "")
            field.Accessor.SetValue(request, Guid.CreateVersion7().ToString());
        return true;
    }

    private static bool IsRead(string path, MessageDescriptor request) => request.File.Services.SelectMany(service => service.Methods)
        .Any(method => path == $"/{method.Service.FullName}/{method.Name}"
            && method.GetOptions()?.IdempotencyLevel is MethodOptions.Types.IdempotencyLevel.NoSideEffects);
}

/// <summary>One call, made as often as it takes.</summary>
internal sealed class RepeatedCall<TResponse>(ClientSettings settings, CallOptions options, Func<CallOptions, AsyncUnaryCall<TResponse>> make)
{
    private readonly CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(options.CancellationToken);
    private AsyncUnaryCall<TResponse>? last;

    public AsyncUnaryCall<TResponse> Begin()
    {
        var answer = Run();
        return new(answer, Headers(answer), () => last!.GetStatus(), () => last!.GetTrailers(), ended.Cancel);
    }

    private async Task<TResponse> Run()
    {
        for (var tries = 1; ; tries++)
        {
            last = make(options.WithCancellationToken(ended.Token));
            try
            {
                return await last.ResponseAsync;
            }
            catch (RpcException error) when (tries < settings.Tries && Wait(error, tries) is { } wait && settings.Time.GetUtcNow().UtcDateTime + wait < options.Deadline)
            {
                last.Dispose();
                await Task.Delay(wait, settings.Time, ended.Token);
            }
        }
    }

    // The first answer that is not repeated has the headers that count.
    private async Task<Metadata> Headers(Task answer)
    {
        await answer.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return await last!.ResponseHeadersAsync;
    }

    private TimeSpan? Wait(RpcException error, int failures) => (error.StatusCode, error.Refusal()?.RetryAfter) switch
    {
        (StatusCode.Unavailable, { } told) => told,
        (StatusCode.Unavailable, null) => settings.Wait(failures),
        (StatusCode.ResourceExhausted, var told) => told,
        _ => null,
    };
}
