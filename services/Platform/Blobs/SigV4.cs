using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Aftersales.Platform.Blobs;

/// <summary>Signature version 4 of the S3 protocol.</summary>
public static class SigV4
{
    private const string Algorithm = "AWS4-HMAC-SHA256";
    private const string SignedHeaders = "host;x-amz-content-sha256;x-amz-date";

    /// <summary>Adds the date, the content's hash and the signature to a request.</summary>
    /// <param name="contentHash">SHA-256 of the body, lower-case hexadecimal.</param>
    public static void Sign(HttpRequestMessage request, string contentHash, S3Settings settings, DateTimeOffset now)
    {
        var time = now.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var address = request.RequestUri!;
        request.Headers.Add("x-amz-date", time);
        request.Headers.Add("x-amz-content-sha256", contentHash);
        request.Headers.Host = address.Authority;
        request.Headers.Authorization = new AuthenticationHeaderValue(
            Algorithm,
            $"Credential={settings.AccessKey}/{Scope(time, settings)}, SignedHeaders={SignedHeaders}, "
            + $"Signature={Signature(request.Method.Method, address.AbsolutePath, "", address.Authority, contentHash, time, settings)}");
    }

    /// <summary>The signature itself, lower-case hexadecimal.</summary>
    /// <param name="query">Canonical query: sorted, encoded, each with its equals sign; empty without one.</param>
    /// <param name="time">As in the header <c>x-amz-date</c>.</param>
    public static string Signature(string method, string path, string query, string host, string contentHash, string time, S3Settings settings)
    {
        var canonical = $"{method}\n{path}\n{query}\nhost:{host}\nx-amz-content-sha256:{contentHash}\nx-amz-date:{time}\n\n{SignedHeaders}\n{contentHash}";
        var toSign = $"{Algorithm}\n{time}\n{Scope(time, settings)}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = Encoding.UTF8.GetBytes($"AWS4{settings.SecretKey}");
        foreach (var part in new[] { time[..8], settings.Region, "s3", "aws4_request", toSign })
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        return Convert.ToHexStringLower(key);
    }

    private static string Scope(string time, S3Settings settings) => $"{time[..8]}/{settings.Region}/s3/aws4_request";
}
