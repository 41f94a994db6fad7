using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Compensations.Domain;

/// <summary>What stands when something new is decided.</summary>
/// <param name="Grants">The order's grants that were not revoked, by id.</param>
/// <param name="Sums">Present values of the bounded sums, in fen; absent ones are 0.</param>
public sealed record Standing(ImmutableDictionary<string, Grant> Grants, ImmutableDictionary<string, long> Sums)
{
    public static Standing Nothing { get; } = new(ImmutableDictionary<string, Grant>.Empty, ImmutableDictionary<string, long>.Empty);

    public Money Of(string counter, Currency currency) => new(Sums.GetValueOrDefault(counter), currency);
}

/// <summary>Names of the bounded sums.</summary>
public static class Sums
{
    private const string Cap = "cap/";
    private const string Agent = "budget/agent/";
    private const string Merchant = "budget/merchant/";

    public static string OrderCap(string order) => Cap + order;

    public static string AgentBudget(string person, LocalDate day) => $"{Agent}{person}/{day:R}";

    public static string MerchantBudget(LocalDate day) => $"{Merchant}{day:R}";

    /// <summary><c>agent</c> or <c>merchant</c>; null when the sum is no budget.</summary>
    public static string? Budget(string counter) =>
        counter.StartsWith(Agent, StringComparison.Ordinal) ? "agent"
        : counter.StartsWith(Merchant, StringComparison.Ordinal) ? "merchant"
        : null;
}
