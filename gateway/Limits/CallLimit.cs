using System.Threading.RateLimiting;
using Aftersales.Gateway.Access;
using Aftersales.Gateway.Replies;
using Grpc.Core;
using Microsoft.AspNetCore.RateLimiting;

namespace Aftersales.Gateway.Limits;

/// <summary>Each person of each merchant has so many calls in each window, over all methods.</summary>
internal sealed class CallLimit(GatewaySettings settings, RedisCounter? redis = null) : IRateLimiterPolicy<(string Merchant, string Subject)>
{
    public const string Policy = "caller";

    public Func<OnRejectedContext, CancellationToken, ValueTask> OnRejected { get; } = static async (rejected, _) =>
    {
        rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait);
        await rejected.HttpContext.Refuse(StatusCode.ResourceExhausted, "too many calls", "RATE_LIMITED", retryAfter: wait);
    };

    public RateLimitPartition<(string Merchant, string Subject)> GetPartition(HttpContext httpContext)
    {
        // Both are there: calls without them do not get past the token check.
        var caller = (httpContext.User.FindFirst(TokenCheck.Merchant)!.Value, httpContext.User.FindFirst(TokenCheck.Subject)!.Value);
        return redis is null
            ? RateLimitPartition.GetFixedWindowLimiter(caller, _ => new() { PermitLimit = settings.Limit.Calls, Window = settings.Limit.Window })
            : RateLimitPartition.Get(caller, _ => new RedisWindow(redis, caller, settings.Limit, settings.Time));
    }
}

internal static class CallLimitServices
{
    public static void AddCallLimit(this IServiceCollection services, GatewaySettings settings)
    {
        if (settings.Redis is { } redis)
            services.AddSingleton(RedisCounter.Options(redis)).AddSingleton<RedisCounter>();
        services.AddRateLimiter(limiter => limiter.AddPolicy<(string, string), CallLimit>(CallLimit.Policy));
    }
}
