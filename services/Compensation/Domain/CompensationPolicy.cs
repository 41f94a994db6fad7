using System.Collections.Immutable;
using Aftersales.Kernel;

namespace Aftersales.Compensations.Domain;

/// <summary>The numbers of handbook §7, as a merchant may change them.</summary>
public record CompensationPolicy
{
    public required string Version { get; init; }

    /// <summary>R-COMP-2 and R-COMP-4: who may grant what, one row each.</summary>
    public required ImmutableArray<Authority> Authorities { get; init; }

    /// <summary>R-COMP-5: most that all compensations of one order add up to, the platform's decisions aside.</summary>
    public required Money OrderCap { get; init; }

    /// <summary>Hours after payment from which an undispatched order owes the mandated compensation.</summary>
    public required int DispatchOverdueHours { get; init; }

    public required DailyBudgets DailyBudgets { get; init; }

    public required CouponTerms Coupon { get; init; }
}

/// <summary>One row of the table of authorities.</summary>
public sealed record Authority
{
    /// <summary>Who may use it.</summary>
    public required ImmutableArray<Tier> Tiers { get; init; }

    public required ImmutableArray<Cause> Causes { get; init; }

    public required ImmutableArray<Kind> Kinds { get; init; }

    /// <summary>Percent of the order's paid amount. Without a rate and a flat amount it is as decided.</summary>
    public Percent? Rate { get; init; }

    /// <summary>An amount allowed whatever was paid; beside a rate the greater of both counts.</summary>
    public Money? Flat { get; init; }

    /// <summary>Applied after the rate is rounded.</summary>
    public Money? Cap { get; init; }

    public Circumstance When { get; init; }

    /// <summary>Owed by a rule (R-COMP-4): nobody's discretion, so it counts in no budget.</summary>
    public bool Mandated { get; init; }

    /// <summary>The most that it allows; null is as decided.</summary>
    public Money? Allows(Money paid)
    {
        if (Rate is null && Flat is null)
            return Cap;
        var zero = Money.Zero(paid.Currency);
        var most = Money.Max(Rate is { } rate ? paid.Times(rate) : zero, Flat ?? zero);
        return Cap is { } cap ? Money.Min(most, cap) : most;
    }
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
