using System.Net;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Aftersales.Simulators.Tests;

/// <summary>Takes notifications on a real socket, refusing the first few when asked to.</summary>
public sealed class Listener : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<JsonElement> _taken = Channel.CreateUnbounded<JsonElement>();
    private int _refusals;

    public Listener(int refusals = 0)
    {
        _refusals = refusals;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(async http =>
        {
            using var body = await JsonDocument.ParseAsync(http.Request.Body);
            if (Interlocked.Decrement(ref _refusals) >= 0)
                http.Response.StatusCode = 503;
            else
                _taken.Writer.TryWrite(body.RootElement.Clone());
        });
    }

    public string Url => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/notify";

    public Task Start() => _app.StartAsync();

    public async Task<JsonElement> Next()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        return await _taken.Reader.ReadAsync(limit.Token);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
