using Aftersales.Kernel;

namespace Aftersales.Refunds.Domain;

/// <summary>Who an abnormal refund is paid to (R-REF-2). Account, name and platform id are kept sealed only (R-PPL-2).</summary>
/// <param name="Sealed">Ciphertext of everything that the transfer needs.</param>
/// <param name="Masked">The account as it may be shown.</param>
/// <param name="Fingerprint">Keyed hash of the content, so that a repeat is known without opening anything.</param>
/// <param name="By">Who named it.</param>
public sealed record Payee(SealedText Sealed, ErasableText Masked, ErasableText Fingerprint, string By);
