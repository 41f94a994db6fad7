using System.Text.Json;
using Aftersales.Contracts.Dapr;
using Aftersales.Sidecar.Calls;
using Aftersales.Sidecar.Events;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Http.Features;

namespace Aftersales.Sidecar.Api;

/// <summary>The HTTP form of <see cref="Runtime"/>, and the sidecar's health.</summary>
internal sealed class HttpApi(SidecarOptions options, Runtime runtime, AppLink app)
{
    private static readonly JsonFormatter Json = new(JsonFormatter.Settings.Default);

    public async Task HandleAsync(HttpContext context)
    {
        var path = (context.Request.Path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (path is ["v1.0", "healthz", ..])
        {
            context.Response.StatusCode = Health(path);
            return;
        }

        if (options.ApiToken is { } token && !Tokens.AreEqual(token, context.Request.Headers[CallHeaders.ApiToken].ToString()))
        {
            await FailAsync(context, StatusCodes.Status401Unauthorized, "ERR_UNAUTHENTICATED", "invalid api token");
            return;
        }

        try
        {
            await AnswerAsync(context, path);
        }
        catch (RpcException e)
        {
            var status = e.StatusCode switch
            {
                StatusCode.InvalidArgument => StatusCodes.Status400BadRequest,
                StatusCode.Unimplemented => StatusCodes.Status501NotImplemented,
                _ => StatusCodes.Status500InternalServerError,
            };
            await FailAsync(context, status, "ERR_" + e.StatusCode.ToString().ToUpperInvariant(), e.Status.Detail);
        }
    }

    private int Health(string[] path) => path switch
    {
        ["v1.0", "healthz", "outbound"] => StatusCodes.Status204NoContent,
        ["v1.0", "healthz"] => app.HasListened ? StatusCodes.Status204NoContent : StatusCodes.Status500InternalServerError,
        _ => StatusCodes.Status404NotFound,
    };

    private Task AnswerAsync(HttpContext context, string[] path) => (context.Request.Method, path) switch
    {
        ("GET", ["v1.0", "metadata"]) => WriteAsync(context, Json.Format(runtime.GetMetadata())),
        ("POST" or "PUT", ["v1.0", "publish", var pubSub, .. { Length: > 0 } topic]) => PublishAsync(context, pubSub, string.Join('/', topic)),
        ("GET", ["v1.0", "secrets", var store, "bulk"]) => WriteAsync(context, BulkJson(runtime.GetBulkSecret(store))),
        ("GET", ["v1.0", "secrets", var store, var key]) => WriteAsync(context, JsonSerializer.Serialize(runtime.GetSecret(store, key).Data)),
        _ => FailAsync(context, StatusCodes.Status404NotFound, "ERR_NOT_FOUND", "the development sidecar has no such method"),
    };

    private async Task PublishAsync(HttpContext context, string pubSub, string topic)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = options.MaxMessageBytes;
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var request = new PublishEventRequest
        {
            PubsubName = pubSub,
            Topic = topic,
            DataContentType = context.Request.ContentType ?? "",
            Data = ByteString.CopyFrom(body.GetBuffer(), 0, (int)body.Length),
        };
        foreach (var (name, value) in context.Request.Query.Where(entry => entry.Key.StartsWith("metadata.", StringComparison.Ordinal)))
            request.Metadata[name["metadata.".Length..]] = value.ToString();
        await runtime.PublishAsync(request, context.Request.Headers.TraceParent);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static string BulkJson(GetBulkSecretResponse secrets) =>
        JsonSerializer.Serialize(secrets.Data.ToDictionary(secret => secret.Key, secret => secret.Value.Secrets));

    private static Task WriteAsync(HttpContext context, string json)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json, context.RequestAborted);
    }

    private static Task FailAsync(HttpContext context, int status, string code, string message)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new { errorCode = code, message }, context.RequestAborted);
    }
}
