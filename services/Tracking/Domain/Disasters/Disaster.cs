using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Tracking.Domain;

/// <summary>A declared holiday, traffic control or natural disaster: the clocks of its regions stand still (R-TRK-1).</summary>
/// <param name="Regions">Codes; empty when all are concerned.</param>
/// <param name="Until">Exclusive.</param>
public sealed record Disaster(DisasterKind Kind, ImmutableArray<string> Regions, Instant From, Instant Until, string Reason, string DeclaredBy, Instant Declared)
{
    public string? ChangedBy { get; init; }

    /// <summary>When it was declared or changed and the orders concerned were not looked at since; null when they were.</summary>
    public Instant? ToSpread { get; init; }
}

/// <summary>What stops the clocks. The numbers are the contract's.</summary>
public enum DisasterKind
{
    Holiday = 1,
    TrafficControl = 2,
    NaturalDisaster = 3,
}

public abstract record DisasterEvent;

public sealed record DisasterDeclared(Disaster Disaster) : DisasterEvent, IReasoned
{
    string IReasoned.Reason => Disaster.Reason;
}

public sealed record DisasterEndChanged(Instant Until, string By, Instant At) : DisasterEvent;

/// <summary>The orders concerned were looked at again.</summary>
public sealed record DisasterSpread(Instant Of) : DisasterEvent;
