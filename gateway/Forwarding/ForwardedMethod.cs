using Aftersales.Contracts;
using Aftersales.Gateway.Limits;
using Google.Protobuf.Reflection;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace Aftersales.Gateway.Forwarding;

/// <summary>What the gateway reads out of a method's contract.</summary>
/// <param name="Path">As gRPC calls it, e.g. <c>/aftersales.returns.v1.ReturnsService/ApproveReturn</c>.</param>
/// <param name="App">App id of the service, e.g. <c>returns</c>; of a method that every service serves not said before <see cref="ServiceChoice"/> did.</param>
/// <param name="IsStream">Whether either side sends more than one message.</param>
/// <param name="Class">What it asks of the suite.</param>
/// <param name="IsOpen">Whether the contract lets calls from outside pass.</param>
internal sealed record ForwardedMethod(string Path, string App, bool IsStream, MethodClass Class, bool IsOpen)
{
    private const string Gateway = "gateway";

    /// <summary>What a method that every service serves is asked with; null for all others.</summary>
    public MessageDescriptor? Input { get; private init; }

    public static ForwardedMethod Of(MethodDescriptor method) => new(
        $"/{method.Service.FullName}/{method.Name}",
        AppOf(method.Service),
        IsStream: method.IsClientStreaming || method.IsServerStreaming,
        MethodClasses.Of(method),
        IsOpen: method.GetOptions()?.GetExtension(AccessExtensions.Access) is { } access && IsForOutside(access))
    {
        Input = ServiceChoice.IsOfEveryService(method.Service) ? method.InputType : null,
    };

    /// <summary>App id of a service: <c>aftersales.{app}.v1</c> is its package.</summary>
    public static string AppOf(ServiceDescriptor service) => service.File.Package.Split('.')[1];

    // What the gateway asks for itself is nothing for those in front of it.
    private static bool IsForOutside(Contracts.Access access) => access.Callers.Contains(Gateway) && access.Roles.Any(role => role != Role.Service);

    /// <summary>Tells the sidecar which app the request is for.</summary>
    public void AddressTo(HttpRequestMessage request, GatewaySettings settings)
    {
        request.Headers.TryAddWithoutValidation("dapr-app-id", App);
        // Without it, a sidecar with retries would keep a stream in memory to repeat it.
        if (IsStream)
            request.Headers.TryAddWithoutValidation("dapr-stream", "true");
        if (settings.SidecarToken is { } token)
            request.Headers.TryAddWithoutValidation("dapr-api-token", token);
    }
}
