using System.Net;
using System.Net.Sockets;

namespace Aftersales.Testing;

/// <summary>Ports for servers that tests start themselves.</summary>
public static class FreePort
{
    // Below the ports that the system gives to outgoing connections: one of those would take a port between its choice and its use.
    private const int First = 10_000;
    private const int Count = 22_000;

    private static int last = Random.Shared.Next(Count);

    /// <summary>
    /// A TCP port of the loopback interface that nobody listens on now, another one at each call. Another process may still take
    /// it before the caller does; a server that can bind port 0 itself should do that instead.
    /// </summary>
    public static int Next()
    {
        while (true)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref last) % Count);
            if (IsFree(port))
                return port;
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
