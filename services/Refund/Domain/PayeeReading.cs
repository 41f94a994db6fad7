using NodaTime;

namespace Aftersales.Refunds.Domain;

/// <summary>What a payee is read in clear for.</summary>
public enum RevealPurpose
{
    Check,
    Payment,
    CustomerQuestion,
}

/// <summary>Somebody read the payee in clear (R-PPL-2).</summary>
/// <param name="Step">The step whose turn it was.</param>
public sealed record PayeeReading(CheckStep Step, string By, RevealPurpose Purpose, Instant At);
