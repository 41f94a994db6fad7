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

    /// <summary>What stands once these grants are revoked.</summary>
    public Standing Without(IEnumerable<string> revoked)
    {
        var left = this;
        foreach (var id in revoked)
        {
            if (!left.Grants.TryGetValue(id, out var grant))
                continue;
            left = new(
                left.Grants.Remove(id),
                grant.Counted.Aggregate(
                    left.Sums, (sums, sum) => sums.SetItem(sum.Counter, sums.GetValueOrDefault(sum.Counter) - (sum.Part ?? grant.Amount).Minor)));
        }

        return left;
    }

    /// <summary>What was granted for a cause, the first one first: an increase is always the stronger one. Restitution is no compensation.</summary>
    public ImmutableArray<KeyValuePair<string, Grant>> For(Cause cause) => Grants.IsEmpty
        ? []
        : [.. Grants.Where(g => g.Value.Cause == cause && !g.Value.Kind.IsRestitution).OrderBy(g => g.Value.Strength)];
}

/// <summary>Names of the bounded sums.</summary>
public static class Sums
{
    private const string Cap = "cap/";
    private const string Agent = "budget/agent/";
    private const string Merchant = "budget/merchant/";
    private const string Restituted = "restitution/";

    public static string OrderCap(string order) => Cap + order;

    public static string AgentBudget(string person, LocalDate day) => $"{Agent}{person}/{Name(day)}";

    public static string MerchantBudget(LocalDate day) => $"{Merchant}{Name(day)}";

    // A pattern's formatting would cost more than the rest of a quote.
    private static string Name(LocalDate day) => $"{day.Year:D4}-{day.Month:D2}-{day.Day:D2}";

    /// <summary>What was given back of a line's price; without a line, of the freight.</summary>
    public static string Restitution(string order, string? line = null) => line is null ? $"{Restituted}freight/{order}" : $"{Restituted}line/{order}/{line}";

    /// <summary>The order's line that a sum of restitution is about; null for any other sum.</summary>
    public static string? LineOf(string counter, string order) =>
        Restitution(order, "") is var prefix && counter.StartsWith(prefix, StringComparison.Ordinal) ? counter[prefix.Length..] : null;

    public static bool IsRestitution(string counter) => counter.StartsWith(Restituted, StringComparison.Ordinal);

    /// <summary><c>agent</c> or <c>merchant</c>; null when the sum is no budget.</summary>
    public static string? Budget(string counter) =>
        counter.StartsWith(Agent, StringComparison.Ordinal) ? "agent"
        : counter.StartsWith(Merchant, StringComparison.Ordinal) ? "merchant"
        : null;
}
