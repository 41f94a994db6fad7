using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Aftersales.Platform.Tests.Store;

/// <summary>Stands between a client and PostgreSQL and counts what the client waits for: Sync messages and simple queries.</summary>
internal sealed class CountingProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly int target;
    private readonly Task accepting;
    private int roundTrips;

    public CountingProxy(int target)
    {
        this.target = target;
        listener.Start();
        accepting = Accept();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public int RoundTrips => Volatile.Read(ref roundTrips);

    public void Reset() => Volatile.Write(ref roundTrips, 0);

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await accepting;
    }

    private async Task Accept()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
                connections.Add(Serve(await listener.AcceptTcpClientAsync()));
        }
        catch (SocketException)
        {
        }

        await Task.WhenAll(connections);
    }

    private async Task Serve(TcpClient accepted)
    {
        using var client = accepted;
        using var server = new TcpClient { NoDelay = true };
        await server.ConnectAsync(IPAddress.Loopback, target);
        client.NoDelay = true;
        try
        {
            await Task.WhenAny(Requests(client.GetStream(), server.GetStream()), server.GetStream().CopyToAsync(client.GetStream()));
        }
        catch (IOException)
        {
        }
    }

    private async Task Requests(NetworkStream client, NetworkStream server)
    {
        // The start-up message alone has no type before its length.
        for (var header = new byte[4]; ; header = new byte[5])
        {
            await client.ReadExactlyAsync(header);
            var body = new byte[BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(header.Length - 4)) - 4];
            await client.ReadExactlyAsync(body);
            if (header[0] is (byte)'S' or (byte)'Q')
                Interlocked.Increment(ref roundTrips);
            await server.WriteAsync(header);
            await server.WriteAsync(body);
        }
    }
}
