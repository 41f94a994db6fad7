namespace Aftersales.Complaints.Ports;

/// <summary>Where photos are kept, each under its merchant and the hash of its content. What was put once stays as it is.</summary>
public interface IEvidenceStore
{
    /// <summary>Makes it durable; putting the same again changes nothing.</summary>
    /// <param name="evidence">SHA-256 of the content, lower-case hexadecimal.</param>
    /// <exception cref="IOException">The store is away or full; worth another try.</exception>
    Task Put(string merchant, string evidence, string mediaType, ReadOnlyMemory<byte> content, CancellationToken cancel);
}
