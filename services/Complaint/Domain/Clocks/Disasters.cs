namespace Aftersales.Complaints.Domain;

/// <summary>What Tracking told of declared disasters (R-TRK-1), and which of them the cases concerned have still to be told of.</summary>
public sealed record Disasters(ImmutableSortedDictionary<string, Disaster> Known)
{
    public const string Id = "disasters";

    public static readonly Disasters None = new(ImmutableSortedDictionary<string, Disaster>.Empty);

    // A case that was being opened while the others were told may have missed it: it is on the lists by the second look.
    private static readonly Duration SecondLook = Duration.FromMinutes(10);

    // Cases keep what they were told; none is opened for a time so long ago.
    private static readonly Duration Kept = Duration.FromDays(366);

    /// <param name="region">Code; empty for what goes nowhere known, which disasters of all regions stop alone.</param>
    public ImmutableArray<Standstill> Of(string region) => [.. Known.Values.Where(disaster => disaster.Concerns(region)).Select(disaster => disaster.Stop)];

    /// <summary>Keeps what is newer than what is known.</summary>
    public static Decision<DisasterEvent> Keep(Disasters? disasters, Standstill stop, ImmutableArray<string> regions, Instant now) =>
        disasters is not null && disasters.Known.TryGetValue(stop.Disaster, out var known) && known.Stop.Version >= stop.Version
            ? Decision<DisasterEvent>.Nothing
            : new DisasterTold(stop, regions, now);

    /// <param name="at">The look that was taken; another one may be due since.</param>
    public static Decision<DisasterEvent> Spread(Disasters? disasters, string disaster, Instant at) =>
        disasters?.Known.GetValueOrDefault(disaster)?.LookAt == at ? new DisasterSpread(disaster) : Decision<DisasterEvent>.Nothing;

    public static Disasters Evolve(Disasters? disasters, DisasterEvent happened) => happened switch
    {
        DisasterTold told => new((disasters ?? None).Known
            .RemoveRange((disasters ?? None).Known.Where(known => known.Value.Stop.Time.Until < told.At - Kept).Select(known => known.Key))
            .SetItem(told.Stop.Disaster, new(told.Stop, told.Regions) { LookAt = told.At, LooksTwice = true })),
        DisasterSpread spread => new(disasters!.Known.SetItem(spread.Disaster, disasters.Known[spread.Disaster].LookedAt(SecondLook))),
        _ => throw new InvalidOperationException($"unknown event {happened.GetType().Name}"),
    };
}

/// <param name="Regions">Codes; empty when all are concerned.</param>
public sealed record Disaster(Standstill Stop, ImmutableArray<string> Regions)
{
    /// <summary>When the cases concerned are looked at; null when they were.</summary>
    public Instant? LookAt { get; init; }

    public bool LooksTwice { get; init; }

    public bool Concerns(string region) => Regions.IsEmpty || Regions.Contains(region);

    public Disaster LookedAt(Duration again) => this with { LookAt = LooksTwice ? LookAt + again : null, LooksTwice = false };
}

public abstract record DisasterEvent;

/// <summary>A disaster was declared or its end was changed.</summary>
public sealed record DisasterTold(Standstill Stop, ImmutableArray<string> Regions, Instant At) : DisasterEvent;

/// <summary>The cases concerned were looked at.</summary>
public sealed record DisasterSpread(string Disaster) : DisasterEvent;
