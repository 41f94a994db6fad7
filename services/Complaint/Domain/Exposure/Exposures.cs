namespace Aftersales.Complaints.Domain;

/// <summary>A violation that a case shows, and what it risks.</summary>
/// <param name="Source">What told of it; a case takes each source once.</param>
/// <param name="Again">Whether the shop had done it before in the calendar year, as far as was known then.</param>
public sealed record Exposed(Violation Violation, int Points, bool Again, bool RemovesListing, string Source, string By, Instant At)
{
    /// <summary>The source of what follows from a case's type: a suspicion, which ends with the case if there was nothing to it.</summary>
    public const string Intake = "intake";
}

/// <summary>What a violation came to in a month.</summary>
public sealed record MonthlyExposure(Violation Violation, long Count, long Points, long ListingsRemoved);

/// <summary>The arithmetic of handbook §9.</summary>
public static class Exposures
{
    /// <param name="earlier">How many of it the shop had in the calendar year before.</param>
    public static Exposed Of(Violation violation, long earlier, string source, string by, Instant now, ExposurePolicy policy)
    {
        var (penalty, again) = (policy.Points[violation], earlier > 0);
        return new(violation, again ? penalty.Again : penalty.First, again, again && penalty.RemovesListing, source, by, now);
    }

    /// <param name="earlier">How many of it there were in the calendar year before the month.</param>
    /// <param name="count">How many there were in the month.</param>
    public static MonthlyExposure OfMonth(Violation violation, long earlier, long count, ExposurePolicy policy)
    {
        var penalty = policy.Points[violation];
        var first = earlier == 0 && count > 0 ? 1 : 0;
        var again = count - first;
        return new(violation, count, (first * penalty.First) + (again * penalty.Again), penalty.RemovesListing ? again : 0);
    }

    /// <summary>Whether a violation that was told is the one that was suspected: of a breach of promise one often learns later which it was.</summary>
    public static bool IsSettledBy(this Exposed known, Violation told) =>
        known.Source == Exposed.Intake && (known.Violation == told || (IsOfPromise(known.Violation) && IsOfPromise(told)));

    /// <summary>Points that a case risks.</summary>
    public static int Points(this Case state) => state.Standing().Sum(risk => risk.Points);

    /// <summary>What counts: a suspicion does not once the case was withdrawn, rejected, or goes on in another one.</summary>
    public static IEnumerable<Exposed> Standing(this Case state) =>
        state.Exposures.Where(risk => risk.Source != Exposed.Intake || state.Outcome is not (CaseOutcome.Withdrawn or CaseOutcome.Rejected or CaseOutcome.Attached));

    private static bool IsOfPromise(Violation violation) => violation is >= Violation.PaymentRefused and <= Violation.PromiseBroken;
}
