using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Aftersales.Client;

/// <summary>
/// Gives every call with one answer a deadline, and every request that changes something an id, unless it has one: it then stands in the request, so that
/// the same object made again later is the same request. Reads, and what has such an id, are repeated while the suite is away or asks for patience. Calls
/// that block are promised the same.
/// </summary>
internal sealed class Repeats(ClientSettings settings) : Interceptor
{
    private const string RequestId = "request_id";

    private static readonly ConcurrentDictionary<string, bool> Reads = new(StringComparer.Ordinal);

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        var timed = Timed(context);
        return MayRepeat(request, timed.Method.FullName)
            ? new RepeatedCall<TResponse>(settings, timed.Options, once => continuation(request, new(timed.Method, timed.Host, once))).Begin()
            : continuation(request, timed);
    }

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, BlockingUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        var timed = Timed(context);
        var mayRepeat = MayRepeat(request, timed.Method.FullName);
        for (var tries = 1; ; tries++)
        {
            try
            {
                return continuation(request, timed);
            }
            catch (RpcException error) when (mayRepeat && settings.WaitAfter(error, tries, timed.Options) is { } wait)
            {
                settings.Pause(wait, timed.Options.CancellationToken).GetAwaiter().GetResult();
            }
        }
    }

    private ClientInterceptorContext<TRequest, TResponse> Timed<TRequest, TResponse>(ClientInterceptorContext<TRequest, TResponse> context)
        where TRequest : class
        where TResponse : class => context.Options.Deadline is not null ? context
            : new(context.Method, context.Host, context.Options.WithDeadline(settings.Time.GetUtcNow().UtcDateTime + settings.Deadline));

    private static bool MayRepeat(object request, string method)
    {
        if (request is not IMessage message)
            return false;
        if (message.Descriptor.FindFieldByName(RequestId) is not { FieldType: FieldType.String } field)
            return Reads.GetOrAdd(method, static (path, of) => IsRead(path, of), message.Descriptor);
        if (field.Accessor.GetValue(message) is "")
            field.Accessor.SetValue(message, Guid.CreateVersion7().ToString());
        return true;
    }

    private static bool IsRead(string path, MessageDescriptor request) => request.File.Services.SelectMany(service => service.Methods)
        .Any(method => path == $"/{method.Service.FullName}/{method.Name}"
            && method.GetOptions()?.IdempotencyLevel is MethodOptions.Types.IdempotencyLevel.NoSideEffects);
}

/// <summary>One call, made as often as it takes.</summary>
internal sealed class RepeatedCall<TResponse>(ClientSettings settings, CallOptions options, Func<CallOptions, AsyncUnaryCall<TResponse>> make)
{
    // Not a linked one: it would stay with the caller's token, which may live for as long as the process. Unlinked it holds nothing that had to be disposed of.
    private readonly CancellationTokenSource ended = new();
    private AsyncUnaryCall<TResponse>? last;

    public AsyncUnaryCall<TResponse> Begin()
    {
        var answer = Run();
        return new(answer, Headers(answer), Status, () => last?.GetTrailers() ?? [], ended.Cancel);
    }

    private async Task<TResponse> Run()
    {
        await using var leaving = options.CancellationToken.UnsafeRegister(static call => ((CancellationTokenSource)call!).Cancel(), ended);
        for (var tries = 1; ; tries++)
        {
            try
            {
                last = make(options.WithCancellationToken(ended.Token));
                return await last.ResponseAsync;
            }
            catch (RpcException error) when (settings.WaitAfter(error, tries, options) is { } wait)
            {
                last?.Dispose();
                await settings.Pause(wait, ended.Token);
            }
        }
    }

    // The first answer that is not repeated has the headers that count. None was begun where the channel itself refused, which the answer says.
    private async Task<Metadata> Headers(Task answer)
    {
        await answer.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return last is null ? [] : await last.ResponseHeadersAsync;
    }

    private Status Status() => last?.GetStatus() ?? new(StatusCode.Internal, "the call could not be begun");
}
