using System.Security.Cryptography;
using System.Text;
using Aftersales.Platform.Blobs;
using Aftersales.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Aftersales.Platform.Tests.Blobs;

/// <summary>Against a small store that checks signatures as S3 does: from what it received, and from the secret that it knows.</summary>
public sealed class S3BlobStoreTests : IAsyncLifetime
{
    private const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static readonly byte[] Content = [0xFF, 0xD8, 0xFF, 1, 2, 3];
    private static readonly string Id = Convert.ToHexStringLower(SHA256.HashData(Content));

    private readonly Dictionary<string, (string Type, byte[] Body)> objects = [];
    private readonly int port = FreePort.Next();
    private readonly HttpClient http = new();
    private WebApplication server = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{port}");
        server = builder.Build();
        server.Run(Store);
        await server.StartAsync();
    }

    public async Task DisposeAsync()
    {
        http.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task An_object_is_put_path_style_with_a_signature_that_verifies()
    {
        var store = Connect(Secret);
        await store.Put("tea-house", Id, "image/jpeg", Content, CancellationToken.None);
        await store.Put("tea-house", Id, "image/jpeg", Content, CancellationToken.None);
        var (path, kept) = objects.ShouldHaveSingleItem();
        path.ShouldBe($"/evidence/tea-house/{Id}");
        kept.Type.ShouldBe("image/jpeg");
        kept.Body.ShouldBe(Content);
        (await store.Get("tea-house", Id, CancellationToken.None)).ShouldBe(Content);
        (await store.Get("tea-house", new('0', 64), CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task An_object_is_deleted_once_and_for_good()
    {
        var store = Connect(Secret);
        await store.Put("tea-house", Id, "image/jpeg", Content, CancellationToken.None);
        await store.Delete("tea-house", Id, CancellationToken.None);
        await store.Delete("tea-house", Id, CancellationToken.None);
        objects.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_wrong_secret_is_refused()
    {
        var failure = await Should.ThrowAsync<IOException>(Connect("another").Put("tea-house", Id, "image/jpeg", Content, CancellationToken.None));
        failure.Message.ShouldBe("the store of photos and documents answered 403");
        objects.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_store_that_is_away_can_be_tried_again()
    {
        await server.StopAsync();
        await Should.ThrowAsync<IOException>(Connect(Secret).Put("tea-house", Id, "image/jpeg", Content, CancellationToken.None));
    }

    [Fact]
    public void The_signature_is_that_of_the_protocols_published_example()
    {
        const string secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
        var settings = new S3Settings(new("https://s3.amazonaws.com"), "us-east-1", "examplebucket", "AKIAIOSFODNN7EXAMPLE", secret);
        var empty = Convert.ToHexStringLower(SHA256.HashData([]));
        SigV4.Signature("GET", "/", "lifecycle=", "examplebucket.s3.amazonaws.com", empty, "20130524T000000Z", settings)
            .ShouldBe("fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
    }

    private S3BlobStore Connect(string secret) =>
        new(http, new(new($"http://127.0.0.1:{port}"), "eu-west-9", "evidence", "AKIDEXAMPLE", secret), TimeProvider.System);

    private async Task Store(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var hash = Convert.ToHexStringLower(SHA256.HashData(body.ToArray()));
        string time = context.Request.Headers["x-amz-date"]!, claimed = context.Request.Headers["x-amz-content-sha256"]!;
        var expected = $"AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/{time[..8]}/eu-west-9/s3/aws4_request, "
            + "SignedHeaders=host;x-amz-content-sha256;x-amz-date, "
            + $"Signature={Expected(context.Request.Method, context.Request.Path, context.Request.Host.Value!, hash, time, "eu-west-9")}";
        if (claimed != hash || context.Request.Headers.Authorization != expected)
        {
            context.Response.StatusCode = 403;
            return;
        }

        if (HttpMethods.IsPut(context.Request.Method))
            objects[context.Request.Path] = (context.Request.ContentType!, body.ToArray());
        else if (HttpMethods.IsDelete(context.Request.Method))
            context.Response.StatusCode = objects.Remove(context.Request.Path) ? 204 : 404;
        else if (objects.TryGetValue(context.Request.Path, out var kept))
            await context.Response.Body.WriteAsync(kept.Body);
        else
            context.Response.StatusCode = 404;
    }

    // Written apart from the code under test, step by step as the protocol describes it.
    private static string Expected(string method, string path, string host, string hash, string time, string region)
    {
        byte[] Mac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
        string[] headers = [$"host:{host}", $"x-amz-content-sha256:{hash}", $"x-amz-date:{time}", "", "host;x-amz-content-sha256;x-amz-date"];
        var canonical = string.Join('\n', [method, path, "", .. headers, hash]);
        var scope = $"{time[..8]}/{region}/s3/aws4_request";
        var text = string.Join('\n', "AWS4-HMAC-SHA256", time, scope, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical))));
        var key = Mac(Mac(Mac(Mac(Encoding.UTF8.GetBytes("AWS4" + Secret), time[..8]), region), "s3"), "aws4_request");
        return Convert.ToHexStringLower(Mac(key, text));
    }
}
