using System.Net;
using System.Text.Json;
using Aftersales.Complaints.Domain;
using Aftersales.Platform;
using Aftersales.Platform.Peers;

namespace Aftersales.Complaints.Ports;

/// <summary>
/// Who looks for malware in photos. Over HTTP: <c>POST scans</c> with <c>{"scan_no": SHA-256 of the content, "media_type", "content": base64}</c>, answered by
/// <c>{"verdict": "CLEAN" | "INFECTED", "threat"?}</c>. To ask twice about the same does no harm, so whatever went wrong is asked again.
/// </summary>
public sealed class EvidenceScanner(HttpClient? http)
{
    private const string Service = "scanner";
    private readonly PortClient? client = http is null ? null : new(http, Service);

    /// <summary>Whether anybody scans at all.</summary>
    public bool IsThere => client is not null;

    public static EvidenceScanner Open(IConfiguration settings) => new(settings["Scanner:Address"] is null ? null : PortClient.Open(settings, "Scanner", seconds: 10));

    /// <exception cref="RefusedException">SERVICE_UNAVAILABLE: there is no scanner, or it gives no answer that can be read.</exception>
    public Task<ScanVerdict> Scan(string id, string mediaType, ReadOnlyMemory<byte> content, CancellationToken cancel) => client is null
        ? throw new RefusedException(new Refusal(PlatformReasons.ServiceUnavailable, "there is no scanner").With("service", Service).With("status", "none"))
        : client.Call(HttpMethod.Post, "scans", new { ScanNo = id, MediaType = mediaType, Content = content }, (_, answer) => Read(answer), cancel, HttpStatusCode.OK);

    private static ScanVerdict Read(JsonElement answer) => PortClient.Text(answer, "verdict") switch
    {
        "CLEAN" => ScanVerdict.Clean,
        "INFECTED" => new(PortClient.OptionalText(answer, "threat") is { } threat && !string.IsNullOrWhiteSpace(threat) ? threat[..Math.Min(threat.Length, 100)] : "UNNAMED"),
        _ => throw new JsonException("an unknown verdict"),
    };
}
