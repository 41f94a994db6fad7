namespace Dapr.Client;

/// <summary>What the environment that a sidecar gives its app says.</summary>
internal static class DaprDefaults
{
    public static string GrpcEndpoint => Endpoint("DAPR_GRPC_ENDPOINT", "DAPR_GRPC_PORT", 50001);

    public static string HttpEndpoint => Endpoint("DAPR_HTTP_ENDPOINT", "DAPR_HTTP_PORT", 3500);

    public static string? ApiToken => Variable("DAPR_API_TOKEN");

    private static string Endpoint(string endpoint, string port, int otherwise) =>
        Variable(endpoint) ?? $"http://127.0.0.1:{Variable(port) ?? otherwise.ToString()}";

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
