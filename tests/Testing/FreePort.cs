using System.Net;
using System.Net.Sockets;

namespace Aftersales.Testing;

/// <summary>Ports for servers that tests start themselves.</summary>
public static class FreePort
{
    /// <summary>
    /// A TCP port of the loopback interface that nobody listens on now. Another process may still take it before the caller
    /// does; a server that can bind port 0 itself should do that instead.
    /// </summary>
    public static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
