namespace Aftersales.Complaints.Domain;

/// <summary>A merchant's people as the directory told of them.</summary>
public sealed record Roster(ImmutableSortedDictionary<string, Worker> Workers)
{
    public const string Id = "roster";

    public static readonly Roster Empty = new(ImmutableSortedDictionary<string, Worker>.Empty);

    /// <summary>Keeps what is newer than what is known.</summary>
    public static Decision<RosterEvent> Keep(Roster? roster, Worker told) =>
        roster is not null && roster.Workers.TryGetValue(told.Id, out var known) && known.Version >= told.Version
            ? Decision<RosterEvent>.Nothing
            : new WorkerTold(told);

    public static Roster Evolve(Roster? roster, RosterEvent happened) => happened switch
    {
        WorkerTold told => new((roster ?? Empty).Workers.SetItem(told.Worker.Id, told.Worker)),
        _ => throw new InvalidOperationException($"unknown event {happened.GetType().Name}"),
    };
}

public abstract record RosterEvent;

/// <summary>Somebody joined, left, or changed.</summary>
public sealed record WorkerTold(Worker Worker) : RosterEvent;
