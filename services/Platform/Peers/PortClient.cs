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
    // An answer that is larger is none.
    private const int MostBytes = 16 << 20;

    public static readonly JsonSerializerOptions Wire = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>A client as the settings <c>{port}:Address</c> and, if not <paramref name="seconds"/>, <c>{port}:TimeoutSeconds</c> say.</summary>
    /// <exception cref="InvalidOperationException">The address is missing.</exception>
    public static HttpClient Open(IConfiguration configuration, string port, double seconds = 5) => new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(2) })
    {
        // Paths are looked for below the address, whether it ends in a slash or not.
        BaseAddress = new($"{(configuration[$"{port}:Address"] ?? throw new InvalidOperationException($"the setting {port}:Address is missing")).TrimEnd('/')}/"),
        Timeout = TimeSpan.FromSeconds(configuration.GetValue($"{port}:TimeoutSeconds", seconds)),
        MaxResponseContentBufferSize = MostBytes,
    };

    /// <summary>The answer with one of the expected statuses.</summary>
    /// <param name="sent">Null for none.</param>
    /// <exception cref="RefusedException">SERVICE_UNAVAILABLE.</exception>
    public async Task<T> Call<T>(
        HttpMethod method, string path, object? sent, Func<HttpStatusCode, JsonElement, T> read, CancellationToken cancel, params HttpStatusCode[] expected)
    {
        try
        {
            using var request = new HttpRequestMessage(method, path) { Content = sent is null ? null : JsonContent.Create(sent, sent.GetType(), options: Wire) };
            using var response = await http.SendAsync(request, cancel);
            if (!expected.Contains(response.StatusCode))
                throw Away($"HTTP {(int)response.StatusCode}");
            // Some answers need no body; who reads one that is missing finds no property in it.
            var body = await response.Content.ReadAsByteArrayAsync(cancel);
            using var answer = body.Length == 0 ? null : JsonDocument.Parse(body);
            return read(response.StatusCode, answer?.RootElement ?? default);
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
    public static string Refused(JsonElement answer) => Text(answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("error", out var error) ? error : default, "code");

    private RefusedException Away(string status) =>
        new(new Refusal(PlatformReasons.ServiceUnavailable, $"{service} is away").With("service", service).With("status", status));
}
