using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Identity;

namespace Aftersales.Refunds.Ports;

/// <summary>A payee in clear: exists between the request and the vault, and between the vault and the channel, nowhere else (R-PPL-2).</summary>
internal sealed record PayeeDetails(string Account, string RealName, string PlatformId)
{
    public SealedText Seal(Vault vault) => vault.Seal(Json.Write(this));

    /// <summary>Null once it was erased.</summary>
    public static PayeeDetails? Open(SealedText kept, Vault vault) => vault.Open(kept) is { } json ? Json.Read<PayeeDetails>(json) : null;

    public string Fingerprint(Vault vault) => vault.Pseudonym(Json.Write(this));

    // No record's printing: this must not end up in a log.
    public override string ToString() => nameof(PayeeDetails);
}
