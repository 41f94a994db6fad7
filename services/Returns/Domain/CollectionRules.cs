namespace Aftersales.Returns.Domain;

/// <summary>Whether goods are worth collecting (R-RET-4): the scrap list first, then the price; everything else comes back.</summary>
internal static class CollectionRules
{
    public static ReturnLine Decide(this ReturnLine line, ReturnState state, bool beyondResale, ReturnPolicy policy) => line with
    {
        Collection = beyondResale ? Collection.ScrapInPlace
            // The courier has them already: leaving them costs more than taking them back.
            : state.Reason == ReturnReason.RefusedDelivery ? Collection.Collect
            : policy.NotCollectedReasons.Contains(state.Reason) && line.UnitListPrice <= policy.NotCollectedUpTo ? Collection.NotCollected
            : state.CustomerShips ? Collection.CustomerShips
            : Collection.Collect,
    };
}
