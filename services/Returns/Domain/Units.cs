using System.Collections.Immutable;
using Aftersales.Kernel;

namespace Aftersales.Returns.Domain;

/// <summary>Pieces of a line that stand alike on both axes. Pieces of a line are alike, so they are counted and not named.</summary>
/// <param name="Count">How many, 1 or more.</param>
public sealed record Units(int Count, Reception Reception, Acceptance Acceptance)
{
    /// <summary>Part of the price that is refunded; null unless partly accepted.</summary>
    public Percent? Share { get; init; }

    /// <summary>Why they were refused, accepted in part only, or left to a person.</summary>
    public string? Reason { get; init; }

    public Condition Condition { get; init; }

    public Restock Restock { get; init; }

    /// <summary>Number of the release that they are part of; 0 for none yet.</summary>
    public int Release { get; init; }

    /// <summary>The customer objects to their refusal.</summary>
    public bool IsDisputed { get; init; }

    /// <summary>Something is still to be decided about them.</summary>
    public bool IsOpen => Acceptance is Acceptance.Pending or Acceptance.Manual;

    /// <summary>They are to arrive yet.</summary>
    public bool IsToCome => Acceptance == Acceptance.Pending && Reception is Reception.Awaited or Reception.InTransit;

    public bool IsAccepted => Acceptance is Acceptance.Accepted or Acceptance.Partly;

    /// <summary>Nobody expects them any more: lost, short, or never handed over.</summary>
    public bool IsMissing => Reception is Reception.Lost or Reception.Short || this is { Reception: Reception.NotCollected, Acceptance: Acceptance.Refused };

    /// <summary>They turned up after they had been refunded: only what becomes of them is still to be said.</summary>
    public bool IsFound => Reception == Reception.Received && IsAccepted && Condition == Condition.Unspecified;

    /// <summary>They arrived, and the inspection or a person has to decide.</summary>
    public bool IsToInspect => (Reception == Reception.Received && IsOpen && !IsDisputed) || IsFound;
}

/// <summary>Counting and moving the pieces of a line.</summary>
public static class UnitMoves
{
    public static int Count(this IEnumerable<Units> units, Func<Units, bool> which) => units.Where(which).Sum(u => u.Count);

    /// <summary>Moves the first <paramref name="count"/> of those pieces; all of them when there are fewer.</summary>
    public static ReturnLine Move(this ReturnLine line, int count, Func<Units, bool> which, Func<Units, Units> change)
    {
        var moved = new List<Units>(line.Units.Length + 1);
        foreach (var units in line.Units)
        {
            var taken = which(units) ? Math.Min(count, units.Count) : 0;
            count -= taken;
            if (taken > 0)
                moved.Add(change(units) with { Count = taken });
            if (taken < units.Count)
                moved.Add(units with { Count = units.Count - taken });
        }

        return line with { Units = Merged(moved) };
    }

    /// <summary>Moves all of those pieces.</summary>
    public static ReturnLine Move(this ReturnLine line, Func<Units, bool> which, Func<Units, Units> change) => line.Move(int.MaxValue, which, change);

    // One order for all ways that lead to the same: equal states are equal as values.
    private static ImmutableArray<Units> Merged(IEnumerable<Units> units) =>
    [
        .. units.GroupBy(u => u with { Count = 0 })
            .Select(alike => alike.Key with { Count = alike.Sum(u => u.Count) })
            .OrderBy(u => u.Reception).ThenBy(u => u.Acceptance).ThenBy(u => u.Release).ThenBy(u => u.IsDisputed)
            .ThenBy(u => u.Condition).ThenBy(u => u.Restock).ThenBy(u => u.Share?.BasisPoints).ThenBy(u => u.Reason, StringComparer.Ordinal),
    ];
}
