using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Tracking.Domain;

/// <summary>How a disaster is declared and ended.</summary>
public static class DisasterDecider
{
    /// <summary>The longest that one lasts: who needs longer declares another, on a fresh look.</summary>
    public static readonly Duration Longest = Duration.FromDays(90);

    /// <summary>The longest that one can lie back.</summary>
    public static readonly Duration Back = Duration.FromDays(30);

    public static Decision<DisasterEvent> Declare(Disaster? before, Disaster declared, IReadOnlyCollection<string> regions, Instant now)
    {
        if (before is not null)
            throw new InvalidOperationException("the id of a disaster was used twice");
        if (declared.Regions.FirstOrDefault(r => !regions.Contains(r)) is { } unknown)
            return new Refusal(TrackingReasons.RegionUnknown, "the policy has no such region").Field("regions", "codes of the policy's regions").With("region", unknown);
        if (declared.From < now - Back)
            return Invalid("from_time", "at most 30 days ago");
        return EndProblem(declared.From, declared.Until) is { } refusal ? refusal : new DisasterDeclared(declared with { ToSpread = now });
    }

    public static Decision<DisasterEvent> ChangeEnd(Disaster? disaster, Instant until, string by, Instant now)
    {
        if (disaster is null)
            return new Refusal(TrackingReasons.DisasterNotFound, "no such disaster");
        if (disaster.Until == until)
            return Decision<DisasterEvent>.Nothing;
        if (disaster.Until <= now)
            return new Refusal(TrackingReasons.DisasterOver, "it is over").Rule("R-TRK-1").With("until", $"{disaster.Until}");
        return EndProblem(disaster.From, until) is { } refusal ? refusal : new DisasterEndChanged(until, by, now);
    }

    /// <param name="disaster">As it is now.</param>
    /// <param name="of">The declaration or change that the orders were looked at for.</param>
    public static Decision<DisasterEvent> Spread(Disaster? disaster, Instant of) =>
        disaster?.ToSpread == of ? new DisasterSpread(of) : Decision<DisasterEvent>.Nothing;

    public static Disaster Evolve(Disaster? disaster, DisasterEvent happened) => (disaster, happened) switch
    {
        (null, DisasterDeclared e) => e.Disaster,
        ({ } d, DisasterEndChanged e) => d with { Until = e.Until, ChangedBy = e.By, ToSpread = e.At },
        ({ } d, DisasterSpread) => d with { ToSpread = null },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot follow"),
    };

    private static Refusal? EndProblem(Instant from, Instant until) =>
        until <= from ? Invalid("until_time", "after from_time")
        : until - from > Longest ? Invalid("until_time", "at most 90 days after from_time")
        : null;

    private static Refusal Invalid(string field, string description) => new Refusal(TrackingReasons.InvalidRequest, $"{field}: {description}").Field(field, description);
}
