using System.Collections.Immutable;
using System.Globalization;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Invoices.Domain.Numbering;

/// <summary>
/// A hundred consecutive invoice numbers of one merchant and year, given out in order. A block begins when the one before is used up, so there is
/// never a gap.
/// </summary>
/// <param name="Index">Counts the blocks of the series from 0.</param>
/// <param name="Issued">What each number was given to, in order.</param>
public sealed record NumberBlock(NumberSeries Series, int Index, ImmutableArray<Numbered> Issued)
{
    public const int Size = 100;

    public bool IsFull => Issued.Length == Size;

    /// <summary>20 digits: year, province, 0 for issued here, and the running number, which begins at 1.</summary>
    public string Number(int place) =>
        $"{Series.Year:D2}{Series.Province}0{((long)Index * Size) + place + 1:D15}".ToString(CultureInfo.InvariantCulture);

    /// <summary>The number and time of a serial number; null when it has none in this block.</summary>
    public TaxAnswer.Issued? Of(string serialNo)
    {
        var place = Issued.Select(numbered => numbered.SerialNo).ToList().IndexOf(serialNo);
        return place < 0 ? null : new(Number(place), Issued[place].At);
    }
}

/// <param name="Year">Two digits.</param>
/// <param name="Province">Two digits of the administrative division, from the seller's number.</param>
public sealed record NumberSeries(int Year, string Province)
{
    public string BlockId(int index) => $"{Year:D2}-{Province}-{index:D8}";
}

public sealed record Numbered(string SerialNo, Instant At);

/// <summary>Numbers were given out.</summary>
public sealed record NumbersIssued(NumberSeries Series, int Index, ImmutableArray<Numbered> Numbers);

/// <summary>Which numbers a block gives out. Pure.</summary>
public static class NumberDecider
{
    /// <summary>Numbers for as many of these as the block has left; those that have one already are passed over.</summary>
    public static Decision<NumbersIssued> Issue(NumberBlock? block, NumberSeries series, int index, IReadOnlyList<string> serialNos, Instant now)
    {
        ImmutableArray<Numbered> issued =
        [
            .. serialNos.Distinct().Where(serialNo => block?.Of(serialNo) is null).Take(NumberBlock.Size - (block?.Issued.Length ?? 0))
                .Select(serialNo => new Numbered(serialNo, now)),
        ];
        return issued.IsEmpty ? Decision<NumbersIssued>.Nothing : new NumbersIssued(series, index, issued);
    }

    public static NumberBlock Evolve(NumberBlock? block, NumbersIssued happened) =>
        block is null ? new(happened.Series, happened.Index, happened.Numbers) : block with { Issued = [.. block.Issued, .. happened.Numbers] };
}
