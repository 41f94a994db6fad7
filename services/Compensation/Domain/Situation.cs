using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Compensations.Domain;

/// <summary>Everything that a decision depends on beside what is asked and who decides.</summary>
public sealed record Situation(OrderFacts Order, Standing Standing, CompensationPolicy Policy, BusinessCalendar Calendar, Instant Now)
{
    public LocalDate Today => Calendar.Today(Now);

    /// <summary>R-COMP-6: the budgets that an amount brings to their warning share or beyond.</summary>
    public IEnumerable<string> Warnings(IEnumerable<Counted> counted, Money amount) =>
        from sum in counted
        let budget = Sums.Budget(sum.Counter)
        where budget is not null && Standing.Of(sum.Counter, amount.Currency) + amount >= sum.Limit.Times(Policy.DailyBudgets.WarnAt)
        select budget;
}
