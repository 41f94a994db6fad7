using System.Collections.Immutable;
using Aftersales.Kernel;

namespace Aftersales.Compensations.Domain;

/// <summary>The rules and numbers of handbook §7, as a merchant may change them. <c>docs/compensation.md</c> describes the format.</summary>
public record CompensationPolicy
{
    /// <summary>Kept with each decision (R-COMP-9); no two policies of a merchant have the same.</summary>
    public required string Version { get; init; }

    /// <summary>Who may grant what, and what is owed.</summary>
    public required ImmutableArray<Rule> Rules { get; init; }

    /// <summary>R-COMP-5: most that all compensations of one order add up to, the platform's decisions aside.</summary>
    public required Money OrderCap { get; init; }

    /// <summary>Hours after payment from which an undispatched order owes the mandated compensation.</summary>
    public required int DispatchOverdueHours { get; init; }

    public required DailyBudgets DailyBudgets { get; init; }

    /// <summary>Beside the day's, which a month of full days passes.</summary>
    public BudgetLimits MonthlyBudgets { get; init; } = BudgetLimits.None;

    public required CouponTerms Coupon { get; init; }

    public required ShopTypes Shops { get; init; }

    public required ProposalTerms Proposals { get; init; }

    /// <summary>What the customer is told of a price difference or freight given back.</summary>
    public required Wording Restitution { get; init; }

    /// <summary>R-COMP-7: words that make a compensation depend on a review; compared without regard to case, width, spaces and punctuation.</summary>
    public required ImmutableArray<string> ReviewPhrases { get; init; }
}

/// <summary>R-COMP-8, R-COMP-10.</summary>
/// <param name="Source">Who makes the codes.</param>
/// <param name="ValidDays">Days after the grant's; the last one ends at 24:00.</param>
/// <param name="MinimumSpend">Smallest order, where the coupon's value is not more: a coupon pays no change out.</param>
/// <param name="HoldMinutes">How long an order may hold a coupon that it does not redeem.</param>
/// <param name="MostPerOrder">Coupons that may be spent on one order.</param>
/// <param name="LeastDays">Days that what a refund gave back can still be spent at least, and that a code of another system is still good for when it is given out.</param>
/// <param name="WarnDays">Days before the expiry at which the customer is told of it.</param>
/// <param name="WalletWorkingDays">R-COMP-10: working days in which a coupon has to be in the wallet.</param>
public sealed record CouponTerms(
    CouponSource Source, int ValidDays, Money MinimumSpend, int HoldMinutes, int MostPerOrder, int LeastDays, int WarnDays, int WalletWorkingDays);

/// <summary>Who makes the codes of coupons.</summary>
public enum CouponSource
{
    /// <summary>The suite.</summary>
    Own,

    /// <summary>Another system; its codes are imported.</summary>
    External,
}

/// <summary>Which rules a shop goes by.</summary>
/// <param name="Usual">Type of a shop that is neither named nor registered.</param>
/// <param name="Named">Types by shop id; they go before what a shop was registered as.</param>
public sealed record ShopTypes(ShopType Usual, ImmutableDictionary<string, ShopType> Named)
{
    public ShopType Of(OrderFacts order) => Named.TryGetValue(order.ShopId, out var named) ? named : order.RegisteredAs ?? Usual;
}

/// <summary>R-COMP-4: what the suite proposes by itself.</summary>
/// <param name="AnswerDays">Days after the proposal's in which the customer can answer; silence grants then.</param>
/// <param name="FactsWithinDays">Payments and claims that are older when they become known are history: nothing is proposed for them.</param>
public sealed record ProposalTerms(int AnswerDays, int FactsWithinDays);
