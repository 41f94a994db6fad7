using System.Collections.Immutable;
using Aftersales.Kernel;

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

/// <summary>Names of the bounded sums; <see cref="Budget"/> names those of budgets.</summary>
public static class Sums
{
    private const string Cap = "cap/";
    private const string Restituted = "restitution/";
    private const string Told = "warned/";

    public static string OrderCap(string order) => Cap + order;

    /// <summary>What was given back of a line's price; without a line, of the freight.</summary>
    public static string Restitution(string order, string? line = null) => line is null ? $"{Restituted}freight/{order}" : $"{Restituted}line/{order}/{line}";

    /// <summary>The order's line that a sum of restitution is about; null for any other sum.</summary>
    public static string? LineOf(string counter, string order) =>
        Restitution(order, "") is var prefix && counter.StartsWith(prefix, StringComparison.Ordinal) ? counter[prefix.Length..] : null;

    public static bool IsRestitution(string counter) => counter.StartsWith(Restituted, StringComparison.Ordinal);

    /// <summary>1 once somebody was warned that a tier's budget comes to its end; one grant can be the one.</summary>
    public static string Warned(Tier tier, string budget) => $"{Told}{tier}/{budget}";

    /// <summary>The budget that such a mark is about; any other counter is itself.</summary>
    public static string Watched(string counter) => counter.StartsWith(Told, StringComparison.Ordinal) ? counter.Split('/', 3)[2] : counter;
}
