namespace Dapr;

/// <summary>The sidecar could not be reached or refused; the inner exception says why.</summary>
public class DaprException : Exception
{
    public DaprException(string message)
        : base(message)
    {
    }

    public DaprException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
