namespace Aftersales.Complaints.Domain;

/// <summary>What the decisions of handbook §4 go by, besides the answers.</summary>
/// <param name="DeliveryPromise">From dispatch; a parcel that is under way for longer is the courier's fault (R-TRK-1).</param>
/// <param name="PurchaseLimits">Promotional items that an id buys once, and at most so many pieces of.</param>
public sealed record DecisionPolicy(Duration DeliveryPromise, ImmutableArray<PurchaseLimit> PurchaseLimits)
{
    /// <summary>Where it cannot be meant.</summary>
    public IEnumerable<FieldProblem> Problems()
    {
        if (DeliveryPromise <= Duration.Zero)
            yield return new("decisions.deliveryPromise", "must be longer than nothing");
        for (var i = 0; i < PurchaseLimits.Length; i++)
        {
            if (PurchaseLimits[i].Sku.Length == 0)
                yield return new($"decisions.purchaseLimits[{i}].sku", "is needed");
            if (PurchaseLimits[i].Most < 1)
                yield return new($"decisions.purchaseLimits[{i}].most", "must be 1 or more");
        }
    }
}

/// <param name="Most">Pieces that one id may buy.</param>
public sealed record PurchaseLimit(string Sku, int Most);
