using System.Net;
using System.Net.Sockets;
using System.Text;
using Aftersales.Simulators.Faults;
using Aftersales.Simulators.Http;
using Aftersales.Simulators.State;

namespace Aftersales.Simulators.Mail;

/// <summary>A mail that was taken.</summary>
/// <param name="Data">Header and body as they came.</param>
internal sealed record KeptMail(string Id, string To, string Data);

/// <summary>As much of a mail server as takes a message (RFC 5321) and keeps it. Faults of the operation <c>mail.send</c> make it refuse, or go silent.</summary>
internal sealed class MailSink(Store store, FaultPlan faults, int port) : IAsyncDisposable
{
    public const string Operation = "mail.send";

    public const string Kind = "mail";
    private const int MostLetters = 1024 * 1024;
    private readonly TcpListener _listener = new(IPAddress.Loopback, port);
    private readonly CancellationTokenSource _stop = new();
    private Task _work = Task.CompletedTask;

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Start()
    {
        _listener.Start();
        _work = Task.Run(Accept);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _work;
        _stop.Dispose();
    }

    private async Task Accept()
    {
        var talks = new List<Task>();
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                talks.RemoveAll(talk => talk.IsCompleted);
                talks.Add(Talk(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
            catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
            {
            }
        }

        await Task.WhenAll(talks);
    }

    private async Task Talk(TcpClient client)
    {
        using (client)
        {
            try
            {
                using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
                await using var writer = new StreamWriter(client.GetStream(), Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
                await Serve(reader, writer);
            }
            catch (Exception end) when (end is OperationCanceledException or SocketException or IOException or ObjectDisposedException)
            {
                // The other side hung up.
            }
        }
    }

    private async Task Serve(StreamReader reader, StreamWriter writer)
    {
        await writer.WriteLineAsync("220 simulated mail server");
        var to = "";
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "RCPT":
                    to = line[(line.IndexOf('<') + 1)..line.IndexOf('>')];
                    await writer.WriteLineAsync("250 ok");
                    break;
                case "DATA":
                    await writer.WriteLineAsync("354 go on");
                    if (Take(to, await Read(reader)) is not { } answer)
                        return;
                    await writer.WriteLineAsync(answer);
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

    // Null hangs up: whether it was taken the sender does not know.
    private string? Take(string to, string data)
    {
        var fault = faults.Take(Operation, null);
        if (fault?.Kind is not (FaultKind.TimeoutBefore or FaultKind.ErrorBefore or FaultKind.BusinessError))
            store.InTransaction(books => Keep(books, to, data));
        return fault?.Kind switch
        {
            FaultKind.TimeoutBefore or FaultKind.TimeoutAfter => null,
            FaultKind.ErrorBefore or FaultKind.ErrorAfter => "451 try again later",
            FaultKind.BusinessError => $"{fault.Code} no",
            _ => "250 taken",
        };
    }

    private static void Keep(Books books, string to, string data)
    {
        var id = $"{books.Next(Kind):D12}";
        books.Put(Kind, id, new KeptMail(id, to, data));
    }

    private async Task<string> Read(StreamReader reader)
    {
        var data = new StringBuilder();
        while (await reader.ReadLineAsync(_stop.Token) is { } text && text != "." && data.Length < MostLetters)
            data.AppendLine(text);
        return data.ToString();
    }
}
