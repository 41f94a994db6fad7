namespace Aftersales.Kernel;

/// <summary>Sharing an amount out without losing or making a minor unit.</summary>
public static class MoneyAllocation
{
    /// <summary>
    /// Shares <paramref name="amount"/> out in proportion to <paramref name="weights"/> by largest remainder. The shares' sum is the amount;
    /// equal remainders go to the earlier share first, so the result is always the same. A weight of zero gets nothing, unless all are zero:
    /// then all count alike. A negative amount is shared out as its mirror image.
    /// </summary>
    /// <param name="amount">What is shared out.</param>
    /// <param name="weights">None is negative; none at all is allowed for a zero amount only.</param>
    /// <exception cref="ArgumentException">A weight is negative, or there is nobody to give the amount to.</exception>
    public static IReadOnlyList<Money> Allocate(this Money amount, IReadOnlyList<long> weights)
    {
        if (weights.Any(w => w < 0))
            throw new ArgumentException("A weight is never negative.", nameof(weights));
        if (weights.Count == 0 && !amount.IsZero)
            throw new ArgumentException("An amount needs at least one weight.", nameof(weights));
        if (weights.All(w => w == 0))
            weights = [.. weights.Select(_ => 1L)];

        var total = weights.Aggregate(Int128.Zero, (sum, w) => sum + w);
        var magnitude = Int128.Abs(amount.Minor);
        var shares = weights.Select(w => Int128.DivRem(magnitude * w, total)).ToArray();
        var left = magnitude - shares.Aggregate(Int128.Zero, (sum, s) => sum + s.Quotient);

        var extra = Enumerable.Range(0, shares.Length).OrderByDescending(i => shares[i].Remainder).Take((int)left).ToHashSet();
        return [.. shares.Select((s, i) =>
        {
            var share = s.Quotient + (extra.Contains(i) ? 1 : 0);
            return amount with { Minor = (long)(amount.IsNegative ? -share : share) };
        })];
    }
}
