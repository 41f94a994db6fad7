using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace Aftersales.Complaints.Ports;

/// <summary>
/// Photos as objects <c>{bucket}/{merchant}/{hash}</c> of an S3-compatible store, which checks the content against the signed hash.
/// </summary>
public sealed class S3EvidenceStore(HttpClient http, S3Settings settings, TimeProvider time) : IEvidenceStore
{
    public async Task Put(string merchant, string evidence, string mediaType, ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        var path = string.Join('/', new[] { settings.Bucket, merchant, evidence }.Select(Uri.EscapeDataString));
        var address = new Uri(settings.Endpoint, $"/{path}");
        using var request = new HttpRequestMessage(HttpMethod.Put, address) { Content = new ReadOnlyMemoryContent(content) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        SigV4.Sign(request, Convert.ToHexStringLower(SHA256.HashData(content.Span)), settings, time.GetUtcNow());
        try
        {
            using var response = await http.SendAsync(request, cancel);
            if (!response.IsSuccessStatusCode)
                throw new IOException($"the evidence store answered {(int)response.StatusCode}");
        }
        catch (HttpRequestException away)
        {
            throw new IOException("the evidence store is away", away);
        }
    }
}
