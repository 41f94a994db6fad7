using System.Collections.Immutable;
using Aftersales.Kernel;

namespace Aftersales.Tracking.Domain;

/// <summary>Somebody of the order desk (订单组), as the directory told.</summary>
/// <param name="Version">Version of the directory's entry; older ones are ignored.</param>
/// <param name="Skills">Case types in the contract's words, e.g. <c>late_dispatch</c>; empty for all.</param>
/// <param name="Capacity">Items that they work on at once; 0 for no bound.</param>
public sealed record Agent(string Id, long Version, ImmutableArray<string> Skills, int Capacity, bool IsAtWork)
{
    public bool Knows(TrackingList list) => Skills.IsEmpty || Skills.Contains(list.Skill());
}

/// <summary>A merchant's order desk.</summary>
public sealed record Roster(ImmutableSortedDictionary<string, Agent> Agents)
{
    public const string Id = "roster";

    /// <summary>Keeps what is newer than what is known.</summary>
    public static Decision<RosterEvent> Keep(Roster? roster, Agent told) =>
        roster?.Agents.GetValueOrDefault(told.Id) is { } known && known.Version >= told.Version ? Decision<RosterEvent>.Nothing : new AgentTold(told);

    public static Roster Evolve(Roster? roster, RosterEvent happened) => happened switch
    {
        AgentTold told => new((roster?.Agents ?? ImmutableSortedDictionary<string, Agent>.Empty).SetItem(told.Agent.Id, told.Agent)),
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot follow"),
    };
}

public abstract record RosterEvent;

/// <summary>Somebody joined, left, or changed.</summary>
public sealed record AgentTold(Agent Agent) : RosterEvent;

/// <summary>Who of the order desk is at work, and how many items each works on.</summary>
public sealed record Team(ImmutableArray<Agent> AtWork, ImmutableDictionary<string, long> Loads)
{
    /// <summary>R-CASE-5: who gets an item of this list; null when nobody who knows it has room.</summary>
    public string? For(TrackingList list) =>
        Sharing.LeastLoaded(AtWork.Where(a => a.Knows(list)).Select(a => (a.Id, Loads.GetValueOrDefault(a.Id), a.Capacity)));

    public Team WithOneMore(string agent) => this with { Loads = Loads.SetItem(agent, Loads.GetValueOrDefault(agent) + 1) };
}
