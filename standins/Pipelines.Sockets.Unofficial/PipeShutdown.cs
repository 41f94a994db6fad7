using System.IO.Pipelines;
using System.Net.Sockets;

namespace Pipelines.Sockets.Unofficial;

/// <summary>Why a connection stopped. The values 100 and 400 are compiled into callers; the rest only name themselves.</summary>
public enum PipeShutdownKind
{
    None = 0,
    PipeDisposed = 1,
    ReadEndOfStream = 100,
    ReadIOException = 101,
    ReadSocketError = 102,
    ReadFlushCompleted = 103,
    WriteEndOfStream = 200,
    WriteIOException = 201,
    WriteSocketError = 202,
    ProtocolExitClient = 400,
}

public class ConnectionResetException : IOException
{
    public ConnectionResetException(string message, Exception? inner = null) : base(message, inner) { }
}
