namespace Aftersales.Complaints.Domain;

/// <summary>The complaint sheet of a day: planned, then made once and for good (R-QLT-2).</summary>
/// <param name="From">When the sheet before was due.</param>
/// <param name="Due">When it is made.</param>
public sealed record SheetDay(Instant From, Instant Due)
{
    /// <summary>Null until then.</summary>
    public DailySheet? Sheet { get; init; }

    /// <summary>The sheet as a file, as it was written then; whoever fetches it later gets the same bytes.</summary>
    public string Csv { get; init; } = "";

    /// <summary>SHA-256 of the file, lower-case hexadecimal.</summary>
    public string Sha256 { get; init; } = "";
}

public abstract record SheetEvent;

public sealed record SheetPlanned(Instant From, Instant Due) : SheetEvent;

public sealed record SheetMade(DailySheet Sheet, string Csv, string Sha256) : SheetEvent;

public static class SheetDecider
{
    /// <summary>Planned twice it covers the time since the earlier of both.</summary>
    public static Decision<SheetEvent> Plan(SheetDay? day, Instant from, Instant due) =>
        day is null || (day.Sheet is null && from < day.From) ? new SheetPlanned(from, day?.Due ?? due) : Decision<SheetEvent>.Nothing;

    public static Decision<SheetEvent> Make(SheetDay? day, DailySheet sheet, string csv, string sha256) =>
        day is { Sheet: null } ? new SheetMade(sheet, csv, sha256) : Decision<SheetEvent>.Nothing;

    public static SheetDay Evolve(SheetDay? day, SheetEvent happened) => (day, happened) switch
    {
        (null or { Sheet: null }, SheetPlanned e) => new(e.From, e.Due),
        ({ } d, SheetMade e) => d with { Sheet = e.Sheet, Csv = e.Csv, Sha256 = e.Sha256 },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot follow"),
    };
}
