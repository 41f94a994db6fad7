using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Compensations.Domain;

/// <summary>Everything that a decision depends on beside what is asked and who decides.</summary>
/// <param name="CouponDeclined">The customer declined the coupon that was proposed for the cause and asks for cash.</param>
public sealed record Situation(OrderFacts Order, Standing Standing, RuleBook Book, BusinessCalendar Calendar, Instant Now, bool CouponDeclined = false)
{
    public CompensationPolicy Policy => Book.Policy;

    public LocalDate Today => Calendar.Today(Now);

    /// <summary>What the policy's rules say to a case.</summary>
    public ImmutableArray<Verdict> Judge(Cause cause, Part part, ImmutableArray<Piece> pieces) => Book.Judge(new(
        cause,
        part,
        Policy.Shops.Of(Order.ShopId),
        Order.PaidAt is not null,
        Order.IsOverdue(Policy.DispatchOverdueHours, Now),
        Order.NeverShipped,
        CouponDeclined,
        Order.PaidAmount,
        Order.PaidFor(pieces),
        Today));

    /// <summary>R-COMP-6: the budgets that an amount brings to their warning share or beyond.</summary>
    public IEnumerable<string> Warnings(IEnumerable<Counted> counted, Money amount) =>
        from sum in counted
        let budget = Sums.Budget(sum.Counter)
        where budget is not null && Standing.Of(sum.Counter, amount.Currency) + amount >= sum.Limit.Times(Policy.DailyBudgets.WarnAt)
        select budget;
}
