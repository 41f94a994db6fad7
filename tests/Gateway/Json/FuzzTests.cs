using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Aftersales.Gateway.Tests.Support;

namespace Aftersales.Gateway.Tests.Json;

/// <summary>Whatever comes in, the answer is never a defect: requests put together from a corpus of tricks, and bent at random.</summary>
public sealed class FuzzTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private const int Requests = 800;
    private const int AtOnce = 8;
    private const long MemoryForAll = 400_000_000;

    private static readonly string[] Verbs = ["GET", "POST", "PUT", "PATCH", "DELETE", "REPORT", "HEAD", "OPTIONS", "TRACE", "get"];
    private static readonly string[] Paths = Corpus("paths.txt");
    private static readonly string[] Bodies = Corpus("bodies.txt");
    private static readonly string[] Headers = Corpus("headers.txt");

    private readonly GatewayHost gateway = shared.Host;

    [Fact]
    public async Task Nothing_that_comes_in_is_answered_with_a_defect()
    {
        var seed = System.Random.Shared.Next();
        var random = new Random(seed);
        var requests = Enumerable.Range(0, Requests).Select(_ => Request(random)).ToList();

        await Parallel.ForEachAsync(requests, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (request, cancel) =>
        {
            var hint = $"seed {seed}\n{Encoding.Latin1.GetString(request)}";
            ShouldBeSound(await Send(request).WaitAsync(GatewayHost.Patience, cancel), hint);
        });

        (await gateway.Ask("POST /v1/echo", """{"text": "still here"}""")).Text.ShouldContain("still here");
        GC.GetTotalMemory(forceFullCollection: true).ShouldBeLessThan(MemoryForAll);
        gateway.Log.Where(line => line.Contains("Exception", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static void ShouldBeSound(string answer, string hint)
    {
        if (answer.Length == 0)
            return; // what is no HTTP is hung up on
        int.Parse(answer.Split(' ')[1], CultureInfo.InvariantCulture).ShouldBeLessThan(500, $"{hint}\n{answer}");
        var (head, body) = (answer[..answer.IndexOf("\r\n\r\n", StringComparison.Ordinal)], answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]);
        if (head.Contains(" 200 ", StringComparison.Ordinal) || !head.Contains("application/json", StringComparison.OrdinalIgnoreCase) || body.Length == 0)
            return;
        using var error = JsonDocument.Parse(body);
        error.RootElement.GetProperty("details")[0].GetProperty("reason").GetString().ShouldNotBeNullOrEmpty(hint);
    }

    private byte[] Request(Random random)
    {
        var head = new StringBuilder($"{One(random, Verbs)} {Bent(random, One(random, Paths))} HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\n");
        if (random.Next(20) > 0)
            head.Append($"authorization: {gateway.Authorization}\r\n");
        for (var i = random.Next(3); i > 0; i--)
            head.Append(Bent(random, One(random, Headers))).Append("\r\n");
        var body = Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, random.Next(1, 3)).Select(_ => One(random, Bodies))));
        for (var i = random.Next(4) == 0 ? random.Next(6) : 0; i > 0 && body.Length > 0; i--)
            body[random.Next(body.Length)] = (byte)random.Next(256);
        head.Append($"Content-Length: {body.Length}\r\n\r\n");
        return [.. Encoding.Latin1.GetBytes(head.ToString()), .. body];
    }

    // Mostly as it is in the corpus; else with a letter changed, doubled or dropped.
    private static string Bent(Random random, string text)
    {
        if (text.Length == 0 || random.Next(4) > 0)
            return text;
        var at = random.Next(text.Length);
        return random.Next(3) switch
        {
            0 => text[..at] + (char)random.Next(33, 127) + text[(at + 1)..],
            1 => text[..at] + new string(text[at], random.Next(2, 300)) + text[at..],
            _ => text.Remove(at, 1),
        };
    }

    private async Task<string> Send(byte[] request)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync("127.0.0.1", gateway.Settings.HttpPort);
        await using var stream = connection.GetStream();
        try
        {
            await stream.WriteAsync(request);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            return await reader.ReadToEndAsync();
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static T One<T>(Random random, T[] values) => values[random.Next(values.Length)];

    private static string[] Corpus(string file) =>
        File.ReadAllText(Path.Combine(Testing.NodeTools.RepositoryRoot, "tests/Gateway/Corpus", file)).TrimEnd('\n').Split('\n');
}
