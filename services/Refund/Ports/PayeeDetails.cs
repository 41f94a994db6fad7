using System.Text.Json;
using Aftersales.Platform;
using Aftersales.Platform.Identity;

namespace Aftersales.Refunds.Ports;

/// <summary>A payee in clear: exists between the request and the vault, and between the vault and the channel, nowhere else (R-PPL-2).</summary>
internal sealed record PayeeDetails(string Account, string RealName, string PlatformId)
{
    public string Seal(Vault vault) => vault.Seal(Json.Write(this));

    public static PayeeDetails Open(string ciphertext, Vault vault) => Json.Read<PayeeDetails>(vault.Open(ciphertext));

    public string Fingerprint(Vault vault) => vault.Pseudonym(Json.Write(this));

    // No record's printing: this must not end up in a log.
    public override string ToString() => nameof(PayeeDetails);
}
