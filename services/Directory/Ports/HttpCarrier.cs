using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Aftersales.Directories.Domain;

namespace Aftersales.Directories.Ports;

/// <summary>
/// A provider of text messages and of the platform's messenger over HTTP, JSON in snake case: <c>POST messages</c> takes a number once and answers the
/// same again, <c>GET messages/{number}</c> says what became of it. Each request is signed with HMAC-SHA256 over time, method, path and body.
/// </summary>
public sealed partial class HttpCarrier(HttpClient http, MessagingSettings? settings, TimeProvider time, ILogger<HttpCarrier> log) : ICarrier
{
    private static readonly JsonSerializerOptions Wire = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public IReadOnlySet<Medium> Media { get; } = settings is null ? [] : new HashSet<Medium> { Medium.Im, Medium.Sms };

    public Task<Handover> Send(Letter letter, CancellationToken cancel) => Call(
        HttpMethod.Post, "messages", new { MessageNo = letter.Number, Channel = letter.Medium.ToString().ToUpperInvariant(), letter.To, letter.Text }, letter.Number, cancel);

    public Task<Handover> Ask(string number, CancellationToken cancel) => Call(HttpMethod.Get, $"messages/{Uri.EscapeDataString(number)}", null, number, cancel);

    private async Task<Handover> Call(HttpMethod method, string path, object? body, string number, CancellationToken cancel)
    {
        var content = body is null ? [] : JsonSerializer.SerializeToUtf8Bytes(body, Wire);
        try
        {
            using var request = Signed(method, path, content);
            using var response = await http.SendAsync(request, cancel);
            using var answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancel));
            return Read(response.StatusCode, answer.RootElement);
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException or IOException || (failure is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            // Its message may hold the address.
            NoAnswer(log, number, failure.GetType().Name);
            return new Handover.Unknown();
        }
    }

    private static Handover Read(HttpStatusCode status, JsonElement answer) => status switch
    {
        HttpStatusCode.OK => Text(answer, "status") switch
        {
            "SENT" => new Handover.Taken(Text(answer, "reference")),
            "QUEUED" => new Handover.Pending(),
            "REFUSED" => new Handover.Refused(Text(answer, "code")),
            _ => new Handover.Unknown(),
        },
        // Asked about and never taken, or too busy to take it.
        HttpStatusCode.NotFound or HttpStatusCode.TooManyRequests => new Handover.NotTaken(Code(answer)),
        HttpStatusCode.UnprocessableEntity => new Handover.Refused(Code(answer)),
        >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError => new Handover.NotTaken(Code(answer)),
        _ => new Handover.Unknown(),
    };

    private HttpRequestMessage Signed(HttpMethod method, string path, byte[] body)
    {
        var uri = new Uri(settings!.Address, path);
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signed = $"{timestamp}\n{method.Method}\n{uri.AbsolutePath}\n{Convert.ToHexStringLower(SHA256.HashData(body))}";
        var request = new HttpRequestMessage(method, uri) { Content = method == HttpMethod.Post ? new ByteArrayContent(body) : null };
        if (request.Content is { } content)
            content.Headers.ContentType = new("application/json");
        request.Headers.Add("x-app-id", settings.AppId);
        request.Headers.Add("x-timestamp", timestamp);
        request.Headers.Add("x-signature", Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(settings.Secret), Encoding.UTF8.GetBytes(signed))));
        return request;
    }

    private static string Code(JsonElement answer) => answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("error", out var error) ? Text(error, "code") : "";

    // Codes only: what else a provider says may quote the address.
    private static string Text(JsonElement answer, string name) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            && value.GetString() is { Length: <= 64 } text && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.') ? text : "";

    [LoggerMessage(LogLevel.Warning, "the message provider did not answer about {Number}: {Why}")]
    private static partial void NoAnswer(ILogger log, string number, string why);
}

/// <param name="Address">Base of the provider's API; ends in a slash.</param>
/// <param name="Patience">How long an answer is waited for.</param>
public sealed record MessagingSettings(Uri Address, string AppId, string Secret, TimeSpan Patience)
{
    /// <summary>Read from <c>Messaging:*</c>; null when no address is set: then neither text messages nor messenger are used.</summary>
    /// <exception cref="InvalidOperationException">A setting is missing; names it.</exception>
    public static MessagingSettings? Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Messaging");
        string Needed(string key) => section[key] ?? throw new InvalidOperationException($"the setting Messaging:{key} is missing");
        return section["Address"] is not { } address ? null : new(
            new(address.EndsWith('/') ? address : address + "/"),
            Needed("AppId"),
            Needed("Secret"),
            TimeSpan.FromSeconds(double.Parse(section["TimeoutSeconds"] ?? "10", CultureInfo.InvariantCulture)));
    }
}
