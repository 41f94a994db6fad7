namespace Grpc.Core;

/// <summary>State of a channel. The numbers are compiled into callers.</summary>
public enum ConnectivityState
{
    Idle,
    Connecting,
    Ready,
    TransientFailure,
    Shutdown,
}
