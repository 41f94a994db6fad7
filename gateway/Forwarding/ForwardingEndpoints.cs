using Aftersales.Gateway.Limits;
using Grpc.Core;

namespace Aftersales.Gateway.Forwarding;

/// <summary>One endpoint for each method of the suite. What no contract declares is answered as unimplemented by the gRPC server itself.</summary>
internal static class ForwardingEndpoints
{
    public static void AddForwarding(this IServiceCollection services)
    {
        services.AddHttpForwarder();
        services.AddSingleton<Forwarder>();
    }

    public static void MapForwarding(this WebApplication app, GatewaySettings settings)
    {
        var forwarder = app.Services.GetRequiredService<Forwarder>();
        foreach (var method in settings.Services.SelectMany(service => service.Methods).Select(ForwardedMethod.Of))
        {
            if (method.IsOpen)
                app.MapPost(method.Path, forwarder.To(method)).RequireAuthorization().RequireRateLimiting(CallLimit.Policy);
            else
                app.MapPost(method.Path, RefuseInternal);
        }
    }

    private static Task RefuseInternal(HttpContext context)
    {
        if (GrpcReply.IsGrpc(context.Request))
            return GrpcReply.Refuse(context, StatusCode.PermissionDenied, "the method cannot be called from outside the suite", "METHOD_INTERNAL");
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
