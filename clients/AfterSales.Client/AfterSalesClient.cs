using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;

namespace Aftersales.Client;

/// <summary>
/// The suite as its integrators call it. One serves a whole process, from any thread:
/// <code>
/// using var suite = new AfterSalesClient(new("https://aftersales.example.com"), Credential.ApiKey(key));
/// var complaints = suite.Of(calls => new ComplaintService.ComplaintServiceClient(calls));
/// </code>
/// </summary>
public sealed class AfterSalesClient : IDisposable
{
    private readonly GrpcChannel channel;
    private readonly CallInvoker calls;

    /// <param name="gateway">The gateway's address for gRPC.</param>
    /// <param name="credential">Who calls.</param>
    /// <param name="settings">How calls are made; null for the usual.</param>
    public AfterSalesClient(Uri gateway, Credential credential, ClientSettings? settings = null)
    {
        Settings = settings ?? new();
        var connections = new SocketsHttpHandler
        {
            EnableMultipleHttp2Connections = true,
            // Finds out about a connection that broke without a word while a watch is silent.
            KeepAlivePingDelay = TimeSpan.FromSeconds(60),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(20),
        };
        channel = GrpcChannel.ForAddress(gateway, new() { HttpHandler = new CredentialHandler(credential) { InnerHandler = connections }, DisposeHttpClient = true });
        calls = channel.Intercept(new Repeats(Settings));
    }

    /// <summary>How calls are made.</summary>
    public ClientSettings Settings { get; }

    /// <summary>The generated client of one service, whose calls carry the credential, have a deadline, and are repeated where that is safe.</summary>
    public TClient Of<TClient>(Func<CallInvoker, TClient> create) => create(calls);

    /// <inheritdoc/>
    public void Dispose() => channel.Dispose();
}
