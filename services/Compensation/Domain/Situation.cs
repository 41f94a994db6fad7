using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Compensations.Domain;

/// <summary>Everything that a decision depends on beside what is asked and who decides.</summary>
/// <param name="CouponDeclined">The customer declined the coupon that was proposed for the cause and asks for cash.</param>
public sealed record Situation(OrderFacts Order, Standing Standing, RuleBook Book, BusinessCalendar Calendar, Instant Now, bool CouponDeclined = false)
{
    public CompensationPolicy Policy => Book.Policy;

    /// <summary>Delegations to whoever decides, and limits of theirs, by id.</summary>
    public ImmutableDictionary<string, Authority> Authorities { get; init; } = ImmutableDictionary<string, Authority>.Empty;

    public LocalDate Today => Calendar.Today(Now);

    /// <summary>What the policy's rules say to a case.</summary>
    public ImmutableArray<Verdict> Judge(Cause cause, Part part, ImmutableArray<Piece> pieces) => Book.Judge(new(
        cause,
        part,
        Policy.Shops.Of(Order),
        Order.PaidAt is not null,
        Order.IsOverdue(Policy.DispatchOverdueHours, Now),
        Order.NeverShipped,
        CouponDeclined,
        Order.PaidAmount,
        Order.PaidFor(pieces),
        Today));
}
