using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Aftersales.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Aftersales.Directories.Tests;

/// <summary>What was posted.</summary>
internal sealed record Posted(string Id, string Timestamp, string Signature, string ContentType, string Body)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    /// <summary>As a receiver checks it, without any code of the suite.</summary>
    public bool IsSignedWith(string secret)
    {
        var hash = HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), Encoding.UTF8.GetBytes($"{Id}.{Timestamp}.{Body}"));
        return Signature.Split(' ').Contains($"v1,{Convert.ToBase64String(hash)}");
    }
}

/// <summary>A merchant's system that takes webhooks.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<Posted> posted = new();
    private readonly WebApplication app;

    private Receiver(int port)
    {
        Address = $"http://127.0.0.1:{port}";
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.ListenLocalhost(port, listen => listen.Protocols = HttpProtocols.Http1));
        app = builder.Build();
        app.Run(Take);
    }

    public string Address { get; }

    public IReadOnlyList<Posted> Posted => [.. posted];

    /// <summary>What is answered.</summary>
    public int Status { get; set; } = StatusCodes.Status204NoContent;

    /// <summary>What answers wait for.</summary>
    public Task Held { get; set; } = Task.CompletedTask;

    public static async Task<Receiver> Start()
    {
        var receiver = new Receiver(FreePort.Next());
        await receiver.app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task Take(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        string Header(string name) => context.Request.Headers[name].ToString();
        posted.Enqueue(new(Header("webhook-id"), Header("webhook-timestamp"), Header("webhook-signature"), Header("content-type"), await reader.ReadToEndAsync()));
        await Held;
        context.Response.StatusCode = Status;
        if (Status == StatusCodes.Status302Found)
            context.Response.Headers.Location = $"{Address}/elsewhere";
    }
}
