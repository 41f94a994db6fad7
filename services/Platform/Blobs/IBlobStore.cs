namespace Aftersales.Platform.Blobs;

/// <summary>Where photos and documents are kept, each under its merchant and the hash of its content. What was put once stays as it is, until it is deleted.</summary>
public interface IBlobStore
{
    /// <summary>Makes it durable; putting the same again changes nothing.</summary>
    /// <param name="id">SHA-256 of the content, lower-case hexadecimal.</param>
    /// <exception cref="IOException">The store is away or full; worth another try.</exception>
    Task Put(string merchant, string id, string mediaType, ReadOnlyMemory<byte> content, CancellationToken cancel);

    /// <summary>The content as it was put; null when there is none.</summary>
    /// <exception cref="IOException">The store is away; worth another try.</exception>
    Task<byte[]?> Get(string merchant, string id, CancellationToken cancel);

    /// <summary>Deletes a content for good; one that is not there is deleted already.</summary>
    /// <exception cref="IOException">The store is away; worth another try.</exception>
    Task Delete(string merchant, string id, CancellationToken cancel);
}
