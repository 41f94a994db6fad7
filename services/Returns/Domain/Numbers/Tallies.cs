namespace Aftersales.Returns.Domain.Numbers;

/// <summary>What pieces of a return are counted as. Accepted, refused and undecided ones together are those returned; the others are parts of these.</summary>
public enum Tally
{
    /// <summary>Asked for, and neither rejected nor called off.</summary>
    Returned,

    /// <summary>Refunded in full or in part.</summary>
    Accepted,

    Refused,

    /// <summary>Accepted, and scrapped where they were or in the warehouse.</summary>
    Scrapped,

    /// <summary>Accepted, and lost by the courier.</summary>
    Lost,

    /// <summary>Said to be in a parcel, and not there.</summary>
    Short,
}

/// <summary>Counts the pieces of a line.</summary>
public static class Tallies
{
    public static int Of(ReturnLine line, Tally tally) => tally switch
    {
        Tally.Returned => line.Quantity,
        Tally.Accepted => line.Accepted,
        Tally.Refused => line.Units.Count(u => u.Acceptance == Acceptance.Refused),
        Tally.Scrapped => line.Collection == Collection.ScrapInPlace ? line.Quantity : line.Units.Count(u => u is { IsAccepted: true, Restock: Restock.Scrap }),
        Tally.Lost => line.Units.Count(u => u.Reception == Reception.Lost),
        Tally.Short => line.Units.Count(u => u.Reception == Reception.Short),
        _ => throw new ArgumentOutOfRangeException(nameof(tally), tally, null),
    };
}
