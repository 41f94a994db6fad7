using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Aftersales.Kernel;
using Microsoft.Extensions.Configuration;

namespace Aftersales.Platform.Peers;

/// <summary>
/// JSON in snake case over HTTP to somebody outside. Answers that a call does not expect, and no answer, are <c>SERVICE_UNAVAILABLE</c>: what
/// happened is unknown.
/// </summary>
/// <param name="service">Whom refusals name.</param>
public sealed class PortClient(HttpClient http, string service)
{
    public static readonly JsonSerializerOptions Wire = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>A client as the settings <c>{port}:Address</c> and, if not <paramref name="seconds"/>, <c>{port}:TimeoutSeconds</c> say.</summary>
    /// <exception cref="InvalidOperationException">The address is missing.</exception>
    public static HttpClient Open(IConfiguration configuration, string port, double seconds = 5) => new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(2) })
    {
        // Paths are looked for below the address, whether it ends in a slash or not.
        BaseAddress = new($"{(configuration[$"{port}:Address"] ?? throw new InvalidOperationException($"the setting {port}:Address is missing")).TrimEnd('/')}/"),
        Timeout = TimeSpan.FromSeconds(configuration.GetValue($"{port}:TimeoutSeconds", seconds)),
    };

    /// <summary>The answer with one of the expected statuses.</summary>
    /// <param name="body">Null for none.</param>
    /// <exception cref="RefusedException">SERVICE_UNAVAILABLE.</exception>
    public async Task<T> Call<T>(
        HttpMethod method, string path, object? body, Func<HttpStatusCode, JsonElement, T> read, CancellationToken cancel, params HttpStatusCode[] expected)
    {
        try
        {
            using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body, body.GetType(), options: Wire) };
            using var response = await http.SendAsync(request, cancel);
            if (!expected.Contains(response.StatusCode))
                throw Away($"HTTP {(int)response.StatusCode}");
            using var answer = await response.Content.ReadFromJsonAsync<JsonDocument>(Wire, cancel) ?? throw new JsonException("an empty answer");
            return read(response.StatusCode, answer.RootElement);
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException || (failure is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            throw Away("no answer");
        }
    }

    /// <summary>A text of the answer.</summary>
    /// <exception cref="JsonException">It is missing.</exception>
    public static string Text(JsonElement answer, string name) => OptionalText(answer, name) ?? throw new JsonException($"no {name} in the answer");

    public static string? OptionalText(JsonElement answer, string name) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>The code of a refusal.</summary>
    public static string Refused(JsonElement answer) => Text(answer.TryGetProperty("error", out var error) ? error : default, "code");

    private RefusedException Away(string status) =>
        new(new Refusal(PlatformReasons.ServiceUnavailable, $"{service} is away").With("service", service).With("status", status));
}
