using Aftersales.Kernel;

namespace Aftersales.Returns.Domain;

/// <summary>Whether goods are worth collecting (R-RET-4): the scrap list first, then full exchanges of a carton, then the price; everything else comes back.</summary>
public static class CollectionRules
{
    /// <param name="isCarton">A full exchange of a carton.</param>
    /// <param name="beyondResale">The specialist found them damaged beyond resale.</param>
    public static Collection Of(Leaf reason, Category category, Money unitListPrice, bool isCarton, bool customerShips, bool beyondResale, ReturnPolicy policy)
    {
        var back = customerShips ? Collection.CustomerShips : Collection.Collect;
        return beyondResale ? Collection.ScrapInPlace
            // E.g. refused at the door: the courier has them already, and leaving them costs more than taking them back.
            : reason.Collection is { } always ? always
            : policy.ScrapList.Any(rule => Covers(rule, reason, category, isCarton)) ? Collection.ScrapInPlace
            : isCarton ? back
            : reason.KeepCheap && unitListPrice <= policy.NotCollectedUpTo ? Collection.NotCollected
            : back;
    }

    private static bool Covers(ScrapRule rule, Leaf reason, Category category, bool isCarton) =>
        rule.Reasons.Contains(reason.Code) && (rule.Categories.IsEmpty || rule.Categories.Contains(category)) && !(rule.PartialOnly && isCarton);
}
