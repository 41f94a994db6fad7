using System.Text;
using Aftersales.Simulators.Http;

namespace Aftersales.Simulators.Scanner;

/// <summary>A content to be looked at; it is not kept.</summary>
internal sealed record ScanRequest(string ScanNo, string MediaType, byte[] Content)
{
    private const int MostLetters = 15 * 1024 * 1024;

    // The industry's harmless test pattern, in two parts, so that no real scanner stumbles over this file.
    private static readonly byte[] Pattern = Encoding.ASCII.GetBytes(@"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR" + "-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*");

    public static ScanRequest Read(Input input) => new(input.Text("scan_no"), input.Text("media_type", 100), Bytes(input));

    public static Answer Answer(ScanRequest request, Turn turn) => Http.Answer.Ok(request.Content.AsSpan().IndexOf(Pattern) < 0
        ? new { Verdict = "CLEAN", Threat = (string?)null }
        : new { Verdict = "INFECTED", Threat = (string?)"Eicar-Test-Signature" });

    private static byte[] Bytes(Input input)
    {
        var text = input.Text("content", MostLetters);
        var bytes = new byte[text.Length * 3 / 4 + 3];
        if (Convert.TryFromBase64String(text, bytes, out var length))
            return bytes[..length];
        input.Break("content", "base64");
        return [];
    }
}
