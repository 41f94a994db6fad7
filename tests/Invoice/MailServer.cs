using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Aftersales.Invoices;

/// <summary>As much of a mail server as takes a message (RFC 5321), or is away.</summary>
public sealed class MailServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task work;

    public MailServer()
    {
        listener.Start();
        work = Task.Run(Accept);
    }

    public bool IsAway { get; set; }

    public ConcurrentQueue<(string To, string Data)> Received { get; } = new();

    public Dictionary<string, string?> Settings => new()
    {
        ["Mail:Host"] = "127.0.0.1",
        ["Mail:Port"] = $"{((IPEndPoint)listener.LocalEndpoint).Port}",
        ["Mail:From"] = "invoices@shop.example",
        ["Mail:StartTls"] = "false",
        ["Mail:TimeoutSeconds"] = "5",
    };

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await work;
        stop.Dispose();
    }

    private async Task Accept()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using var client = await listener.AcceptTcpClientAsync(stop.Token);
                if (!IsAway)
                    await Serve(client);
            }
            catch (Exception end) when (end is OperationCanceledException or SocketException or IOException or ObjectDisposedException)
            {
            }
        }
    }

    private async Task Serve(TcpClient client)
    {
        using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
        await using var writer = new StreamWriter(client.GetStream(), Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 here");
        var to = "";
        while (await reader.ReadLineAsync(stop.Token) is { } line)
        {
            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "RCPT":
                    to = line[(line.IndexOf('<') + 1)..line.IndexOf('>')];
                    await writer.WriteLineAsync("250 ok");
                    break;
                case "DATA":
                    await writer.WriteLineAsync("354 go on");
                    var data = new StringBuilder();
                    while (await reader.ReadLineAsync(stop.Token) is { } text && text != ".")
                        data.AppendLine(text);
                    Received.Enqueue((to, data.ToString()));
                    await writer.WriteLineAsync("250 taken");
                    break;
                case "QUIT":
                    await writer.WriteLineAsync("221 bye");
                    return;
                default:
                    await writer.WriteLineAsync("250 ok");
                    break;
            }
        }
    }
}
