using Aftersales.Compensations.Domain;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;

namespace Aftersales.Compensations;

/// <summary>
/// What was granted, by month, kept as sums that are written with the grants: reports read these and no grants. A month has one cell for each combination
/// of cause, kind, tier, party and rule that occurred, one for each person who decided, and one for each order. Cells are split over some rows each, so
/// that grants seldom wait for one another.
/// </summary>
internal static class SpendingSums
{
    private const int Parts = 8;
    private const string Amounts = "spent";
    private const string Counts = "given";
    private const string Cells = "cell";
    private const string People = "by";
    private const string Order = "order";

    public static IEnumerable<Share> Of(string id, Grant grant, BusinessCalendar calendar)
    {
        var month = Budget.Month(calendar.Today(grant.GrantedAt));
        var amount = grant.Stands ? grant.Amount.Minor : 0;
        var count = grant.Stands ? 1 : 0;
        var cell = $"{Cells}/{Name(new(grant.Cause, grant.Kind, grant.Basis.Tier, grant.Basis.AttributedTo, grant.Basis.RuleId))}/{id[^1] % Parts}";
        var person = $"{People}/{grant.Basis.DecidedBy}";
        yield return new($"{Amounts}/{month}/{cell}", amount, long.MaxValue);
        yield return new($"{Counts}/{month}/{cell}", count, long.MaxValue);
        yield return new($"{Amounts}/{month}/{person}", amount, long.MaxValue);
        yield return new($"{Counts}/{month}/{person}", count, long.MaxValue);
        yield return new($"{OrdersOf(month)}{grant.OrderId}", amount, long.MaxValue);
    }

    /// <summary>Where a month's cells begin.</summary>
    public static string CellsOf(string month, bool counts) => $"{(counts ? Counts : Amounts)}/{month}/{Cells}/";

    /// <summary>Where a month's sums by person begin.</summary>
    public static string PeopleOf(string month, bool counts) => $"{(counts ? Counts : Amounts)}/{month}/{People}/";

    /// <summary>Where a month's sums by order begin.</summary>
    public static string OrdersOf(string month) => $"{Amounts}/{month}/{Order}/";

    /// <summary>The cell of a counter under <see cref="CellsOf"/>.</summary>
    public static Cell Read(string prefix, string counter)
    {
        var names = counter[prefix.Length..counter.LastIndexOf('/')].Split('/', 5);
        return new(Enum.Parse<Cause>(names[0]), Enum.Parse<Kind>(names[1]), Enum.Parse<Tier>(names[2]), Enum.Parse<Party>(names[3]), names[4]);
    }

    // The rule's id comes last: it may have slashes of its own.
    private static string Name(Cell cell) => $"{cell.Cause}/{cell.Kind}/{cell.Tier}/{cell.Party}/{cell.Rule}";
}

/// <summary>What grants have in common that are summed together.</summary>
internal readonly record struct Cell(Cause Cause, Kind Kind, Tier Tier, Party Party, string Rule);
