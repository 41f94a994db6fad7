using Aftersales.Gateway.Access;
using Aftersales.Gateway.Forwarding;
using Aftersales.Gateway.Replies;
using Aftersales.Platform.Grpc;
using Grpc.Core;
using StackExchange.Redis;

namespace Aftersales.Gateway.Limits;

/// <summary>Each caller of each merchant, and each merchant, makes so many calls of each class; counted in Redis by all gateways, or here.</summary>
internal sealed class CallLimit(GatewaySettings settings, LocalBuckets local, GatewayMetrics metrics, RedisBuckets? redis = null)
{
    private static readonly string[] Owners = ["caller", "merchant"];

    public async Task Check(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<ForwardedMethod>() is not { } method || !settings.Limit.Classes.TryGetValue(method.Class, out var limit))
        {
            await next(context);
            return;
        }

        // Both are there: calls without them do not get past the token check.
        var (merchant, subject) = (context.User.FindFirst(TokenCheck.Merchant)!.Value, context.User.FindFirst(TokenCheck.Subject)!.Value);
        var buckets = Bucket.Of(merchant, subject, method.Class, limit);
        var shared = redis is null ? null : await redis.Take(buckets);
        var taken = shared ?? local.Take(buckets);
        metrics.Counted(method.Class, isShared: shared is not null, taken.Passes);
        await (taken.Passes ? next(context) : Refuse(context, method.Class, taken));
    }

    private static Task Refuse(HttpContext context, MethodClass of, Taken taken) => context.Refuse(Errors.Status(
        StatusCode.ResourceExhausted, "too many calls of this kind", "RATE_LIMITED", [new("class", $"{of}"), new("of", Owners[taken.Emptiest])], retryAfter: taken.Wait));
}

internal static class CallLimitServices
{
    public static void AddCallLimit(this IServiceCollection services, GatewaySettings settings)
    {
        if (settings.Redis is { } redis)
            services.AddSingleton(RedisBuckets.Options(redis)).AddSingleton<RedisBuckets>();
        services.AddSingleton<LocalBuckets>().AddSingleton<CallLimit>();
    }
}
