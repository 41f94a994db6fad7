using Aftersales.Kernel;

namespace Aftersales.Refunds.Domain;

/// <summary>What became of the claim of an advance.</summary>
public enum AdvanceState
{
    Open,
    Settled,
    ToCollect,
}

/// <summary>The claim that an advance leaves on the goods (R-REF-5): open, settled by what was accepted, or to be collected.</summary>
/// <param name="Goods">The whole claim; freight and compensation are none.</param>
/// <param name="Settled">The accepted goods' part.</param>
/// <param name="ToCollect">The missing or refused goods' part.</param>
/// <param name="Inspected">False while a later inspection can still settle it.</param>
public sealed record Advance(AdvanceState State, Money Goods, Money Settled, Money ToCollect, bool Inspected)
{
    /// <summary>A claim whose goods are awaited.</summary>
    public static Advance OpenOn(Money goods) => new(AdvanceState.Open, goods, Money.Zero(goods.Currency), Money.Zero(goods.Currency), false);

    /// <summary>The goods were inspected, and <paramref name="accepted"/> of the claim was settled by them.</summary>
    public Advance SettledBy(Money accepted) =>
        new(accepted < Goods ? AdvanceState.ToCollect : AdvanceState.Settled, Goods, accepted, Goods - accepted, true);

    /// <summary>The goods never came.</summary>
    public Advance Abandoned() => new(AdvanceState.ToCollect, Goods, Money.Zero(Goods.Currency), Goods, false);
}
