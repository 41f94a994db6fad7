using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Aftersales.Complaints.Domain;
using Aftersales.Platform;

namespace Aftersales.Complaints.Ports;

/// <summary>
/// Who looks for malware in photos. Over HTTP: <c>POST scans</c> with <c>{"scan_no": SHA-256 of the content, "media_type", "content": base64}</c>, answered by
/// <c>{"verdict": "CLEAN" | "INFECTED", "threat"?}</c>. To ask twice about the same does no harm, so whatever went wrong is asked again.
/// </summary>
public sealed class EvidenceScanner(HttpClient? http)
{
    private const string Service = "scanner";
    private static readonly JsonSerializerOptions Wire = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Whether anybody scans at all.</summary>
    public bool IsThere => http is not null;

    public static EvidenceScanner Open(IConfiguration settings) => new(settings["Scanner:Address"] is { } address
        ? new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(2) })
        {
            BaseAddress = new($"{address.TrimEnd('/')}/"),
            Timeout = TimeSpan.FromSeconds(double.Parse(settings["Scanner:TimeoutSeconds"] ?? "10", CultureInfo.InvariantCulture)),
        }
        : null);

    /// <exception cref="RefusedException">SERVICE_UNAVAILABLE: there is no scanner, or it gives no answer that can be read.</exception>
    public async Task<ScanVerdict> Scan(string id, string mediaType, ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        if (http is null)
            throw Away("none");
        try
        {
            using var response = await http.PostAsJsonAsync("scans", new { ScanNo = id, MediaType = mediaType, Content = content }, Wire, cancel);
            if (!response.IsSuccessStatusCode)
                throw Away($"HTTP {(int)response.StatusCode}");
            return await response.Content.ReadFromJsonAsync<Answer>(Wire, cancel) switch
            {
                { Verdict: "CLEAN" } => ScanVerdict.Clean,
                { Verdict: "INFECTED", Threat: var threat } => new(string.IsNullOrWhiteSpace(threat) ? "UNNAMED" : threat[..Math.Min(threat.Length, 100)]),
                _ => throw new JsonException("an unknown verdict"),
            };
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException || (failure is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            throw Away("no answer");
        }
    }

    private static RefusedException Away(string status) =>
        new(new Refusal(PlatformReasons.ServiceUnavailable, "the scanner is away").With("service", Service).With("status", status));

    private sealed record Answer(string? Verdict, string? Threat);
}
