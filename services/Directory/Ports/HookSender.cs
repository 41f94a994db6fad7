using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Aftersales.Directories.Domain;
using NodaTime;

namespace Aftersales.Directories.Ports;

/// <summary>
/// Posts events to addresses that merchants choose, and so to nothing of our own: every address that a name stands for is checked, and the connection
/// goes to one of those that were checked; redirects are not followed, proxies and cookies not used, and nothing of the answer is read but its status.
/// </summary>
public sealed class HookSender : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly AddressGuard guard;
    private readonly HttpClient client;

    public HookSender(AddressGuard guard)
    {
        this.guard = guard;
        client = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectTimeout = Patience,
            // An address that a name stands for no more, or that is not allowed any more, is not used for long.
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            MaxResponseHeadersLength = 16,
            MaxResponseDrainSize = 0,
            ConnectCallback = Connect,
        })
        {
            Timeout = Patience,
        };
    }

    /// <summary>Tries once. What it answers says all; it does not throw, unless cancelled.</summary>
    /// <param name="url">Where to.</param>
    /// <param name="id">Id of the event, the same with each try; what a header does not take of it is percent-encoded.</param>
    /// <param name="body">A CloudEvent as JSON.</param>
    /// <param name="secrets">Each signs.</param>
    /// <param name="now">Signed too, so that what was recorded cannot be replayed later.</param>
    public async Task<Attempt> Send(string url, string id, string body, IEnumerable<byte[]> secrets, Instant now, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new MediaTypeHeaderValue("application/cloudevents+json") } },
        };
        // An order's id may have signs that no header takes.
        id = Uri.EscapeDataString(id).Replace("%2F", "/", StringComparison.Ordinal).Replace("%3A", ":", StringComparison.Ordinal);
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        request.Headers.TryAddWithoutValidation("webhook-id", id);
        request.Headers.TryAddWithoutValidation("webhook-timestamp", timestamp);
        request.Headers.TryAddWithoutValidation("webhook-signature", string.Join(' ', secrets.Select(secret => Signature(secret, id, timestamp, body))));
        try
        {
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            return new((int)answer.StatusCode, answer.IsSuccessStatusCode ? null : "ANSWER");
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested && failure is HttpRequestException or OperationCanceledException or IOException)
        {
            return new(0, Word(failure));
        }
    }

    public void Dispose() => client.Dispose();

    /// <summary>As Standard Webhooks has it: HMAC-SHA256 over id, timestamp and body, in base64, with the version of the scheme in front.</summary>
    public static string Signature(byte[] secret, string id, string timestamp, string body) =>
        $"v1,{Convert.ToBase64String(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{id}.{timestamp}.{body}")))}";

    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancel);
        if (addresses.Length == 0 || !addresses.All(guard.Allows))
            throw new AddressDeniedException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static string Word(Exception failure) => failure switch
    {
        { InnerException: AddressDeniedException } => "ADDRESS_DENIED",
        OperationCanceledException => "TIMED_OUT",
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } or { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound } } => "NAME_NOT_FOUND",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "TLS",
        _ => "CONNECTION",
    };

    private sealed class AddressDeniedException : Exception;
}
