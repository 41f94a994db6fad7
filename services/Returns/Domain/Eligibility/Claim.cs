using NodaTime;

namespace Aftersales.Returns.Domain;

/// <summary>One line that is to come back, as the rules see it.</summary>
/// <param name="Photos">How many there are.</param>
/// <param name="Held">Pieces of the line that other returns have; 0 where the commit itself guards that.</param>
public sealed record Claim(OrderFacts Order, OrderLine Line, int Quantity, Leaf Reason, GoodsStatement Goods, int Photos, int Held)
{
    /// <summary>
    /// When the window closes; null where there is none, or it has not begun (R-RET-1). Pieces that came instead of others have a window of their own
    /// (R-RET-9): pieces of a line are alike, so it holds for as many as came.
    /// </summary>
    public Instant? WindowEnd(Terms terms)
    {
        var since = Line.Renewed is { } renewed && Quantity <= renewed.Quantity ? renewed.At : Order.SignedAt;
        if (Reason.WindowDays is not { } days || since is not { } signed)
            return null;
        var end = terms.Calendar.EndOfDay(signed, days);
        return terms.Policy.PerishableCategories.Contains(Line.Category)
            ? Instant.Min(end, signed + Duration.FromHours(terms.Policy.PerishableHours))
            : end;
    }
}
