using Grpc.Core;

namespace Aftersales.Sidecar.Calls;

/// <summary>Service invocation: app → its sidecar → the callee's sidecar → the callee. Nothing is retried here; that is the caller's business.</summary>
internal sealed class Proxy(SidecarOptions options, Peers peers, Forwarder forwarder)
{
    private readonly Uri _app = new($"http://127.0.0.1:{options.AppPort}");

    /// <summary>A call from the own app, for the app that it names.</summary>
    public async Task FromAppAsync(HttpContext context)
    {
        var callee = context.Request.Headers[CallHeaders.AppId].ToString();
        if (callee.Length == 0)
        {
            GrpcReply.End(context, StatusCode.Unknown, $"failed to proxy request: required metadata {CallHeaders.AppId} not found");
            return;
        }

        if (callee == options.AppId)
        {
            await ToAppAsync(context, caller: options.AppId);
            return;
        }

        var address = await peers.FindAsync(callee, options.NameResolutionTimeout, options.Time, context.RequestAborted);
        if (address is null)
        {
            GrpcReply.End(context, StatusCode.Unknown, $"couldn't find service: {callee}");
            return;
        }

        await forwarder.ForwardAsync(context, address, [(CallHeaders.CallerAppId, options.AppId), (CallHeaders.PeerKey, peers.Key)], toApp: false);
    }

    /// <summary>A call from another sidecar, for the own app.</summary>
    public Task FromPeerAsync(HttpContext context)
    {
        if (!Tokens.AreEqual(peers.Key, context.Request.Headers[CallHeaders.PeerKey].ToString()))
        {
            GrpcReply.End(context, StatusCode.Unauthenticated, "only sidecars of this machine call here");
            return Task.CompletedTask;
        }

        return ToAppAsync(context, context.Request.Headers[CallHeaders.CallerAppId].ToString());
    }

    private Task ToAppAsync(HttpContext context, string caller)
    {
        var method = context.Request.Path.Value!;
        if (options.Access is { } access && !access.Allows(caller, method))
        {
            GrpcReply.End(context, StatusCode.PermissionDenied, $"access control policy has denied access to appid: {caller} operation: {method}");
            return Task.CompletedTask;
        }

        return forwarder.ForwardAsync(context, _app, Added(caller), toApp: true);
    }

    private IEnumerable<(string Name, string Value)> Added(string caller)
    {
        yield return (CallHeaders.CallerAppId, caller);
        yield return (CallHeaders.CalleeAppId, options.AppId);
        if (options.AppToken is { } token)
            yield return (CallHeaders.ApiToken, token);
    }
}
