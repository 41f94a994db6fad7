using System.Collections.Immutable;
using Aftersales.Kernel;

namespace Aftersales.Returns.Domain;

/// <summary>What a return would bring, before it is requested: what is collected, what the way back costs whom, and the fee.</summary>
/// <param name="Lines">As they would be if it were approved now.</param>
/// <param name="Freight">Null where nothing would come back.</param>
public sealed record Quote(ImmutableArray<ReturnLine> Lines, Freight? Freight, Money Fee)
{
    /// <summary>What would be deducted from the refund altogether.</summary>
    public Money Deduction => Fee + (Freight?.Deducted ?? Money.Zero(Fee.Currency));

    public static Quote Of(Wish wish, ReturnPolicy policy)
    {
        var lines = wish.Lines.Select(asked => ReturnLines.Of(asked, wish) with { Collection = Collection(asked, wish, policy) }).ToImmutableArray();
        return new(lines, FreightSplit.Of(lines, wish.CustomerShips, policy.Freight, policy.Pickup.PieceGrams), Charges.Fee(wish, policy));
    }

    private static Collection Collection(Pieces asked, Wish wish, ReturnPolicy policy)
    {
        var line = wish.Order.Line(asked.LineId)!;
        return CollectionRules.Of(wish.ReasonOf(asked.LineId), line.Category, line.UnitListPrice, wish.IsCartonExchange, wish.CustomerShips, false, policy);
    }
}

/// <summary>Lines of a return as they begin.</summary>
public static class ReturnLines
{
    public static ReturnLine Of(Pieces asked, Wish wish)
    {
        var bought = wish.Order.Line(asked.LineId)!;
        var reason = wish.ReasonOf(asked.LineId);
        return new(asked.LineId, asked.Quantity, bought.Quantity, bought.UnitListPrice, bought.Paid, bought.Category)
        {
            Reason = reason.Reason,
            ReasonCode = reason.Code,
            Fault = reason.Fault,
            Sku = bought.Sku,
            Units = [new(asked.Quantity, Reception.Awaited, Acceptance.Pending)],
        };
    }
}
