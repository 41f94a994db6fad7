using Aftersales.Gateway.Forwarding;
using Aftersales.Gateway.Gates;
using Aftersales.Gateway.Replies;
using Aftersales.Platform.Grpc;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Features;

namespace Aftersales.Gateway.Transcoding;

/// <summary>
/// Finds the method that an address of the JSON API stands for, ahead of the framework's own routing, whose patterns do not know all of
/// <c>google.api.http</c>. Token check and limits follow as for gRPC.
/// </summary>
internal sealed class JsonRouting
{
    private readonly RouteTree<JsonRoute> routes = new();

    /// <exception cref="FormatException">A contract's http option cannot be served.</exception>
    /// <exception cref="InvalidOperationException">Two methods have the same address.</exception>
    public JsonRouting(GatewaySettings settings, SidecarCalls sidecar, ServiceGates gates, ServiceChoice choice, ILogger<JsonCall> log)
    {
        foreach (var binding in settings.Services.SelectMany(service => service.Methods).SelectMany(HttpBinding.Of))
            routes.Add(binding.HttpMethod, binding.Path, new(binding, new(binding, sidecar, gates, choice, settings, log)));
    }

    public Task Route(HttpContext context, RequestDelegate next)
    {
        var path = Path(context);
        if (!routes.Covers(path))
            return next(context);
        var asked = context.Request.Method;
        var match = routes.Find(HttpMethods.IsHead(asked) ? HttpMethods.Get : asked, path);
        if (match.Route is not { } route)
            return RefuseUnknown(context, match.Allowed);
        context.SetEndpoint(route.Endpoint);
        context.Features.Set(new JsonVariables(match.Values));
        return next(context);
    }

    // As it was sent: decoded, a slash within a value could not be told from one between segments.
    private static string Path(HttpContext context)
    {
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var end = target.IndexOf('?');
        return target.StartsWith('/') ? end < 0 ? target : target[..end] : context.Request.Path.Value ?? "";
    }

    private static Task RefuseUnknown(HttpContext context, IReadOnlyCollection<string> allowed)
    {
        if (allowed.Count == 0)
            return context.Refuse(StatusCode.NotFound, "the JSON API has no such address; /openapi.json lists all", "ROUTE_NOT_FOUND");
        var verbs = string.Join(", ", allowed);
        context.Response.Headers.Allow = verbs;
        return context.Refuse(
            Errors.Status(StatusCode.Unimplemented, $"this address takes {verbs}", "HTTP_METHOD_NOT_ALLOWED", [new("allowed", verbs)]),
            StatusCodes.Status405MethodNotAllowed);
    }

    private sealed record JsonVariables(string[] Values);

    /// <summary>An address with what happens there.</summary>
    private sealed class JsonRoute(HttpBinding binding, JsonCall call)
    {
        public Endpoint Endpoint { get; } = ForwardedMethod.Of(binding.Method).IsOpen
            ? new(
                context => call.Handle(context, context.Features.Get<JsonVariables>()!.Values),
                new(new AuthorizeAttribute(), ForwardedMethod.Of(binding.Method)),
                $"{binding.HttpMethod} {binding.Method.FullName}")
            : new(ForwardingEndpoints.RefuseInternal, EndpointMetadataCollection.Empty, binding.Method.FullName);
    }
}
