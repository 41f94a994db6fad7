using System.Net;
using System.Net.Sockets;

namespace Aftersales.AppHost;

/// <summary>Loopback ports that nobody listens on, below those of outgoing connections, one of which could take a port between its choice and its use.</summary>
internal sealed class FreePorts
{
    private const int First = 10_000;
    private const int Count = 22_000;
    private int last = Random.Shared.Next(Count);

    /// <summary>Another one at each call.</summary>
    public int Next()
    {
        while (true)
        {
            var port = First + Interlocked.Increment(ref last) % Count;
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken; the next one.
            }
        }
    }

    /// <summary>The port that was asked for, or a free one for 0.</summary>
    public int Or(int asked) => asked == 0 ? Next() : asked;
}
