using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Compensations.Domain;

/// <summary>What compensations need to know of an order.</summary>
/// <param name="BuyerId">The customer's pseudonymous id.</param>
/// <param name="PaidAmount">Base of every percentage; the amount payable while it is not paid.</param>
public sealed record OrderFacts(string BuyerId, Money PaidAmount, Instant? PaidAt, Instant? DispatchedAt)
{
    public bool Show(Circumstance circumstance, CompensationPolicy policy, Instant now) => circumstance switch
    {
        Circumstance.Any => true,
        Circumstance.Paid => PaidAt is not null,
        Circumstance.DispatchOverdue => PaidAt is { } paid && (DispatchedAt ?? now) - paid >= Duration.FromHours(policy.DispatchOverdueHours),
        _ => throw new ArgumentOutOfRangeException(nameof(circumstance)),
    };
}
