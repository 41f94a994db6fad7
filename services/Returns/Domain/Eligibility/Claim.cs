using NodaTime;

namespace Aftersales.Returns.Domain;

/// <summary>One line that is to come back, as the rules see it.</summary>
/// <param name="Photos">How many there are.</param>
/// <param name="Held">Pieces of the line that other returns have; 0 where the commit itself guards that.</param>
public sealed record Claim(OrderFacts Order, OrderLine Line, int Quantity, Leaf Reason, GoodsStatement Goods, int Photos, int Held)
{
    /// <summary>When the window closes; null where there is none, or it has not begun (R-RET-1).</summary>
    public Instant? WindowEnd(Terms terms)
    {
        if (Reason.WindowDays is not { } days || Order.SignedAt is not { } signed)
            return null;
        var end = terms.Calendar.EndOfDay(signed, days);
        return terms.Policy.PerishableCategories.Contains(Line.Category)
            ? Instant.Min(end, signed + Duration.FromHours(terms.Policy.PerishableHours))
            : end;
    }
}
