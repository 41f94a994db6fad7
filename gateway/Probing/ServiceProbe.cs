using System.Collections.Concurrent;
using Aftersales.Gateway.Forwarding;
using Aftersales.Gateway.Transcoding;
using Google.Protobuf.Reflection;
using Grpc.Core;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace Aftersales.Gateway.Probing;

/// <summary>
/// Whether a service can be reached, all the way through the sidecars. It is asked for a read without a token: a service that lives answers that it
/// wants one, and does nothing. No rule of the sidecars has to be widened for it.
/// </summary>
internal sealed class ServiceProbe(SidecarCalls sidecar, GatewaySettings settings)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, Answer> answers = [];

    /// <summary>How it is now, or was less than two seconds ago; null when there is no such service, or nothing of it can be asked for from outside.</summary>
    /// <param name="service">Its full name.</param>
    public async Task<bool?> IsServing(string service, CancellationToken cancel)
    {
        if (settings.Services.FirstOrDefault(known => known.FullName == service) is not { } found || Read(found) is not { } read)
            return null;
        // Of many that look at once, one asks.
        if (!answers.TryGetValue(read.App, out var last) || settings.Time.GetElapsedTime(last.At) >= Fresh)
        {
            var next = new Answer(new(() => Ask(read)), settings.Time.GetTimestamp());
            last = last is null ? answers.GetOrAdd(read.App, next) : answers.TryUpdate(read.App, next, last) ? next : answers[read.App];
        }

        return await last.IsServing.Value.WaitAsync(cancel);
    }

    /// <summary>A read of the service's app that passes the gateway.</summary>
    private ForwardedMethod? Read(ServiceDescriptor service) => settings.Services
        .Where(other => other.File.Package == service.File.Package && !ServiceChoice.IsOfEveryService(other))
        .SelectMany(other => other.Methods)
        .Where(method => !method.IsServerStreaming && method.GetOptions()?.IdempotencyLevel is MethodOptions.Types.IdempotencyLevel.NoSideEffects)
        .Select(ForwardedMethod.Of)
        .FirstOrDefault(method => method.IsOpen);

    private async Task<bool> Ask(ForwardedMethod method)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            using var frames = new ByteArrayContent(JsonCall.Framed(new Google.Protobuf.WellKnownTypes.Empty()));
            using var reply = new GrpcReplyStream(await sidecar.Send(method, new HeaderDictionary(), frames, GrpcTimeout.Format(Patience), patience.Token));
            while (await reply.Next(patience.Token))
            {
                // Only the end tells.
            }

            return (StatusCode)reply.Outcome().Code is StatusCode.Unauthenticated or StatusCode.OK;
        }
        catch (Exception away) when (away is HttpRequestException or IOException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <param name="At">When it was asked.</param>
    private sealed record Answer(Lazy<Task<bool>> IsServing, long At);
}
