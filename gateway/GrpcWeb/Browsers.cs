using Aftersales.Gateway.Transcoding;

namespace Aftersales.Gateway.GrpcWeb;

/// <summary>Which pages of other origins may call the gateway from a browser: those that the settings name, none otherwise.</summary>
internal static class Browsers
{
    public const string Anybody = "*";

    private static readonly TimeSpan PreflightAge = TimeSpan.FromHours(1);

    public static void AddBrowsers(this IServiceCollection services, GatewaySettings settings) => services.AddCors(cors => cors.AddDefaultPolicy(policy =>
    {
        // No cookies are ever involved: a page of another origin has what its own user's token gives it.
        if (settings.Origins.Contains(Anybody))
            policy.AllowAnyOrigin();
        else
            policy.WithOrigins([.. settings.Origins]);
        policy.WithMethods("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
            .WithHeaders("authorization", "content-type", "accept", "x-grpc-web", "x-user-agent", "grpc-timeout", "x-request-id", "traceparent", "tracestate",
                RequestHeaders.IdempotencyKey, RequestHeaders.IfMatch)
            .WithExposedHeaders("grpc-status", "grpc-message", "grpc-status-details-bin", "etag", "retry-after", "x-request-id", "x-trace-id")
            .SetPreflightMaxAge(PreflightAge);
    }));
}
