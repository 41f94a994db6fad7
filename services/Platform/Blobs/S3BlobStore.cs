using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace Aftersales.Platform.Blobs;

/// <summary>Objects <c>{bucket}/{merchant}/{hash}</c> of an S3-compatible store, which checks the content against the signed hash.</summary>
public sealed class S3BlobStore(HttpClient http, S3Settings settings, TimeProvider time) : IBlobStore
{
    public async Task Put(string merchant, string id, string mediaType, ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        using var request = Request(HttpMethod.Put, merchant, id);
        request.Content = new ReadOnlyMemoryContent(content);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        using var response = await Send(request, content.Span, cancel);
        if (!response.IsSuccessStatusCode)
            throw Answered(response);
    }

    public async Task<byte[]?> Get(string merchant, string id, CancellationToken cancel)
    {
        using var request = Request(HttpMethod.Get, merchant, id);
        using var response = await Send(request, [], cancel);
        return response.StatusCode switch
        {
            HttpStatusCode.OK => await response.Content.ReadAsByteArrayAsync(cancel),
            HttpStatusCode.NotFound => null,
            _ => throw Answered(response),
        };
    }

    public async Task Delete(string merchant, string id, CancellationToken cancel)
    {
        using var request = Request(HttpMethod.Delete, merchant, id);
        using var response = await Send(request, [], cancel);
        if (!response.IsSuccessStatusCode && response.StatusCode != HttpStatusCode.NotFound)
            throw Answered(response);
    }

    private HttpRequestMessage Request(HttpMethod method, string merchant, string id) =>
        new(method, new Uri(settings.Endpoint, $"/{string.Join('/', new[] { settings.Bucket, merchant, id }.Select(Uri.EscapeDataString))}"));

    private Task<HttpResponseMessage> Send(HttpRequestMessage request, ReadOnlySpan<byte> content, CancellationToken cancel)
    {
        SigV4.Sign(request, Convert.ToHexStringLower(SHA256.HashData(content)), settings, time.GetUtcNow());
        return Send(request, cancel);
    }

    private async Task<HttpResponseMessage> Send(HttpRequestMessage request, CancellationToken cancel)
    {
        try
        {
            return await http.SendAsync(request, cancel);
        }
        catch (HttpRequestException away)
        {
            throw new IOException("the store of photos and documents is away", away);
        }
    }

    private static IOException Answered(HttpResponseMessage response) => new($"the store of photos and documents answered {(int)response.StatusCode}");
}
