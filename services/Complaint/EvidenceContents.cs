using System.Security.Cryptography;
using Aftersales.Complaints.Domain;
using Aftersales.Platform;
using Aftersales.Platform.Blobs;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;

namespace Aftersales.Complaints;

/// <summary>
/// Where photos lie. They show people and their homes, so what the store keeps is sealed (R-PPL-2), under the hash of the ciphertext; the bound on
/// uploads is the bound on what is sealed at once.
/// </summary>
public sealed class EvidenceContents(IBlobStore blobs, Vault vault)
{
    /// <summary>Makes a content durable, and says where it lies.</summary>
    public async Task<string> Put(Call call, ReadOnlyMemory<byte> content)
    {
        var box = vault.Seal(content.Span);
        var blob = Convert.ToHexStringLower(SHA256.HashData(box));
        await Reach(() => blobs.Put(call.Merchant, blob, "application/octet-stream", box, call.Cancel));
        return blob;
    }

    /// <exception cref="RefusedException">SERVICE_UNAVAILABLE: the store is away.</exception>
    public async Task<byte[]> Get(Call call, KeptEvidence kept)
    {
        byte[]? box = null;
        await Reach(async () => box = await blobs.Get(call.Merchant, kept.Blob, call.Cancel));
        return box is null ? throw new InvalidOperationException($"the content of evidence {kept.Id} is lost") : vault.Open(box);
    }

    public Task Delete(Call call, string blob) => Reach(() => blobs.Delete(call.Merchant, blob, call.Cancel));

    private static async Task Reach(Func<Task> ask)
    {
        try
        {
            await ask();
        }
        catch (IOException)
        {
            throw new RefusedException(new Refusal(PlatformReasons.ServiceUnavailable, "the store of photos is away").With("service", "evidence"));
        }
    }
}
