namespace Aftersales.Tracking.Domain;

/// <summary>
/// The facts that count about one thing: the newest of the order system and the newest of everybody else. Taking a fact is commutative,
/// associative and idempotent, so that any order of arrival ends the same (R-ORD-1); a fact that lost once would lose again and can be forgotten.
/// </summary>
public sealed record Slot(string Name, Fact? OrderSystem = null, Fact? Others = null)
{
    /// <summary>What is held to be true: the order system's word where it has spoken.</summary>
    public Fact Word => OrderSystem ?? Others ?? throw new InvalidOperationException($"nothing was told about {Name}");

    /// <summary>What the courier or the warehouse says otherwise than the order system; its own exports do not contradict it.</summary>
    public Fact? Contradiction =>
        OrderSystem is not null && Others is { Source: FactSource.Courier or FactSource.Warehouse } other && other.At != OrderSystem.At ? other : null;

    /// <summary>The slot after a fact; this one when it changes nothing.</summary>
    public Slot Take(Fact fact) =>
        fact.IsOrderSystems ? IsNews(OrderSystem, fact) ? this with { OrderSystem = fact } : this
        : IsNews(Others, fact) ? this with { Others = fact } : this;

    // An id that is known is the same fact, even if its time is told differently.
    private static bool IsNews(Fact? known, Fact told) => known is null || (known.Id != told.Id && Fact.Compare(told, known) > 0);
}
