using System.Net.Http.Json;
using System.Text.Json;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Grpc.Net.Client.Configuration;

namespace Aftersales.EndToEnd;

/// <summary>The gateway of a suite, for whoever has a name.</summary>
internal sealed class Gateway : IDisposable
{
    private readonly HttpClient http;
    private readonly GrpcChannel channel;

    /// <param name="folder">Of a suite that has started.</param>
    public Gateway(string folder)
    {
        var addresses = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "addresses.json"))).RootElement;
        http = new() { BaseAddress = new(addresses.GetProperty("http").GetString()!) };
        channel = GrpcChannel.ForAddress(addresses.GetProperty("grpc").GetString()!, new() { ServiceConfig = new() { MethodConfigs = { AskedAgain } } });
    }

    // What other services have to hear of first takes a moment. Every changing request has an id, so a repeat changes nothing.
    private static MethodConfig AskedAgain => new()
    {
        Names = { MethodName.Default },
        RetryPolicy = new()
        {
            MaxAttempts = 5,
            InitialBackoff = TimeSpan.FromMilliseconds(200),
            MaxBackoff = TimeSpan.FromSeconds(5),
            BackoffMultiplier = 3,
            RetryableStatusCodes = { StatusCode.Unavailable },
        },
    };

    public async Task<TClient> As<TClient>(Func<CallInvoker, TClient> create, string merchant, string person, params string[] roles)
    {
        using var response = await http.PostAsJsonAsync("development/token", new { merchant, subject = person, roles, lifetime_seconds = 3600 });
        response.EnsureSuccessStatusCode();
        var token = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString()!;
        return create(channel.Intercept(headers =>
        {
            headers.Add("authorization", $"Bearer {token}");
            return headers;
        }));
    }

    /// <summary>Without a token.</summary>
    public CallInvoker Nobody() => channel.CreateCallInvoker();

    public void Dispose()
    {
        channel.Dispose();
        http.Dispose();
    }
}
