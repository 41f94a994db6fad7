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

    public required CouponTerms Coupon { get; init; }

    public required ShopTypes Shops { get; init; }

    public required ProposalTerms Proposals { get; init; }

    /// <summary>What the customer is told of a price difference or freight given back.</summary>
    public required Wording Restitution { get; init; }

    /// <summary>R-COMP-7: words that make a compensation depend on a review; compared without regard to case, width, spaces and punctuation.</summary>
    public required ImmutableArray<string> ReviewPhrases { get; init; }
}

/// <summary>R-COMP-6: what the decisions of one day may add up to. A tier without a number has no bound.</summary>
/// <param name="Agent">For one person, by their tier.</param>
/// <param name="Merchant">For all people together; a higher tier may go on where a lower one has to stop.</param>
/// <param name="WarnAt">Share of a budget from which it warns.</param>
public sealed record DailyBudgets(ImmutableDictionary<Tier, Money> Agent, ImmutableDictionary<Tier, Money> Merchant, Percent WarnAt);

/// <summary>R-COMP-8.</summary>
/// <param name="ValidDays">Days after the grant's; the last one ends at 24:00.</param>
/// <param name="MinimumSpend">Smallest order, where the coupon's value is not more: a coupon pays no change out.</param>
public sealed record CouponTerms(int ValidDays, Money MinimumSpend);

/// <summary>Which rules a shop goes by.</summary>
/// <param name="Usual">Type of every shop that is not named.</param>
/// <param name="Named">Types by shop id.</param>
public sealed record ShopTypes(ShopType Usual, ImmutableDictionary<string, ShopType> Named)
{
    public ShopType Of(string shop) => Named.GetValueOrDefault(shop, Usual);
}

/// <summary>R-COMP-4: what the suite proposes by itself.</summary>
/// <param name="AnswerDays">Days after the proposal's in which the customer can answer; silence grants then.</param>
/// <param name="FactsWithinDays">Payments and claims that are older when they become known are history: nothing is proposed for them.</param>
public sealed record ProposalTerms(int AnswerDays, int FactsWithinDays);
