using System.Net;
using System.Net.Sockets;
using Aftersales.Client;

namespace Aftersales.Sample;

/// <summary>The address that events are posted to. A real one keeps the ids of those that it took.</summary>
internal sealed class Receiver : IDisposable
{
    private readonly HttpListener listener = new();

    public Receiver()
    {
        Address = $"http://127.0.0.1:{FreePort()}/";
        listener.Prefixes.Add(Address);
        listener.Start();
    }

    public string Address { get; }

    /// <summary>Waits for an event about something; what others sent is refused.</summary>
    public async Task<WebhookEvent> Next(Webhook webhook, string about)
    {
        while (true)
        {
            var context = await listener.GetContextAsync();
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            var headers = context.Request.Headers;
            var happened = webhook.Read(headers["webhook-id"], headers["webhook-timestamp"], headers["webhook-signature"], body.ToArray());
            context.Response.StatusCode = happened is null ? 401 : 204;
            context.Response.Close();
            if (happened?.Subject == about)
                return happened;
        }
    }

    public void Dispose() => listener.Close();

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
