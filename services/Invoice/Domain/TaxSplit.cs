using Aftersales.Kernel;

namespace Aftersales.Invoices.Domain;

/// <summary>An amount, and the tax in it. Prices contain the tax; both parts together are the price to the fen (R-INV-2).</summary>
public readonly record struct TaxSplit(Money Net, Money Tax)
{
    public Money Gross => Net + Tax;

    public static TaxSplit operator +(TaxSplit a, TaxSplit b) => new(a.Net + b.Net, a.Tax + b.Tax);

    public static TaxSplit operator -(TaxSplit a, TaxSplit b) => new(a.Net - b.Net, a.Tax - b.Tax);

    /// <summary>Net is rounded half up, tax is the rest.</summary>
    public static TaxSplit Of(Money gross, Percent rate)
    {
        var net = gross.Times(10_000, 10_000 + rate.BasisPoints);
        return new(net, gross - net);
    }

    /// <summary>
    /// Splits a part of what is left so that taking part after part uses up both net and tax exactly. Each part is what takes the rest to its own
    /// split; a part has some net as long as there is any, because a line without one cannot be issued.
    /// </summary>
    /// <param name="part">Positive and at most <see cref="Gross"/>.</param>
    public TaxSplit Take(Money part, Percent rate)
    {
        var least = Money.Max(part - Tax, Money.Min(Net, part with { Minor = 1 }));
        var most = Money.Min(Net, part);
        var net = Money.Min(most, Money.Max(least, Net - Of(Gross - part, rate).Net));
        return new(net, part - net);
    }
}
