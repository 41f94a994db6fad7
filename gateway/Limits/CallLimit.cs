using Aftersales.Gateway.Access;
using Aftersales.Gateway.Forwarding;
using Aftersales.Gateway.Replies;
using Aftersales.Platform.Grpc;
using Grpc.Core;

namespace Aftersales.Gateway.Limits;

/// <summary>
/// Each caller of each merchant, and each merchant, makes so many calls of each class. A gateway decides by what it knows, and tells the others through
/// Redis while the call goes on; it waits for them only where it has not heard of a caller for a second. So a call costs no round trip, a busy caller's calls
/// share one, and no more can pass too much than comes in while one is under way and for a hundredth of a second after it.
/// </summary>
internal sealed class CallLimit(GatewaySettings settings, Buckets buckets, GatewayMetrics metrics, SharedBuckets? shared = null)
{
    /// <summary>How long a busy caller's calls wait for each other to be told together.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(10);

    private static readonly string[] Owners = ["caller", "merchant"];

    public async Task Check(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<ForwardedMethod>() is not { } method || !settings.Limit.Classes.TryGetValue(method.Class, out var limit))
        {
            await next(context);
            return;
        }

        var (merchant, subject) = context.Caller();
        var taken = await Take(Bucket.Of(merchant, subject, method.Class, limit));
        metrics.Counted(method.Class, taken.Passes);
        await (taken.Passes ? next(context) : Refuse(context, method.Class, taken));
    }

    private async ValueTask<Taken> Take(Bucket[] from)
    {
        if (shared is null)
            return buckets.Take(from);
        if (!buckets.IsFresh(from[0]))
            await Tell(from, shared, TimeSpan.Zero);
        var taken = buckets.Take(from);
        if (taken.Passes)
            _ = Tell(from, shared, Gather);
        return taken;
    }

    private async Task Tell(Bucket[] from, SharedBuckets others, TimeSpan pause)
    {
        while (buckets.BeginTelling(from) is { } told)
        {
            try
            {
                if (!await Tell(from, told, others))
                    return;
                await Task.Delay(pause);
            }
            finally
            {
                buckets.EndTelling(from);
            }
        }
    }

    private async Task<bool> Tell(Bucket[] from, Told[] told, SharedBuckets others)
    {
        var full = await others.Tell(told);
        metrics.Told(full is not null);
        if (full is null)
            buckets.TakeBack(from, told);
        else
            buckets.Learn(from, full);
        return full is not null;
    }

    private static Task Refuse(HttpContext context, MethodClass of, Taken taken) => context.Refuse(Errors.Status(
        StatusCode.ResourceExhausted, "too many calls of this kind", "RATE_LIMITED", [new("class", $"{of}"), new("of", Owners[taken.Emptiest])], retryAfter: taken.Wait));
}

internal static class CallLimitServices
{
    public static void AddCallLimit(this IServiceCollection services, GatewaySettings settings)
    {
        if (settings.Redis is { } redis)
            services.AddSingleton(SharedBuckets.Options(redis)).AddSingleton<SharedBuckets>();
        services.AddSingleton<Buckets>().AddSingleton<CallLimit>();
    }
}
