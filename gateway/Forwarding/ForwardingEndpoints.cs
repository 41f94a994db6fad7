using Aftersales.Gateway.Gates;
using Aftersales.Gateway.Replies;
using Grpc.Core;

namespace Aftersales.Gateway.Forwarding;

/// <summary>One endpoint for each method of the suite. What no contract declares is answered as unimplemented by the gRPC server itself.</summary>
internal static class ForwardingEndpoints
{
    public static void AddForwarding(this IServiceCollection services)
    {
        services.AddHttpForwarder();
        services.AddSingleton<SidecarCalls>();
        services.AddSingleton<ServiceGates>();
        services.AddSingleton<ServiceChoice>();
        services.AddSingleton<Forwarder>();
    }

    public static void MapForwarding(this WebApplication app, GatewaySettings settings)
    {
        var forwarder = app.Services.GetRequiredService<Forwarder>();
        foreach (var method in settings.Services.SelectMany(service => service.Methods).Select(ForwardedMethod.Of))
        {
            if (method.IsOpen)
                app.MapPost(method.Path, forwarder.To(method)).RequireAuthorization().WithMetadata(method);
            else
                app.MapPost(method.Path, RefuseInternal);
        }
    }

    /// <summary>The answer of a method that is there for other services of the suite.</summary>
    public static Task RefuseInternal(HttpContext context) =>
        context.Refuse(StatusCode.PermissionDenied, "the method cannot be called from outside the suite", "METHOD_INTERNAL");
}
