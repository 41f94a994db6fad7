using System.Diagnostics;

namespace Aftersales.Gateway.Replies;

/// <summary>
/// Every answer says which trace it belongs to, and repeats the id that its caller gave it: with either, a call is found in the telemetry, and in the trail
/// of what it changed.
/// </summary>
internal static class CallIds
{
    public const string RequestId = "X-Request-Id";
    public const string TraceId = "X-Trace-Id";

    private const int MaxLength = 128;

    public static void UseCallIds(this WebApplication app) => app.Use((context, next) =>
    {
        if (context.Request.Headers.TryGetValue(RequestId, out var given) && given is [{ Length: > 0 and <= MaxLength } id] && !id.AsSpan().ContainsAnyExceptInRange('!', '~'))
            context.Response.Headers[RequestId] = id;
        if (Activity.Current is { } activity)
            context.Response.Headers[TraceId] = activity.TraceId.ToHexString();
        return next(context);
    });
}
