using System.Collections.Immutable;
using Aftersales.Kernel;

namespace Aftersales.Directories.Domain;

/// <summary>Somebody who works for a merchant. Roles are named as tokens name them.</summary>
/// <param name="SealedName">The name, sealed: it is personal data (R-PPL-2).</param>
/// <param name="Capacity">Open cases they take at once.</param>
public sealed record Person(
    SealedText SealedName, ImmutableSortedSet<string> Roles, ImmutableSortedSet<string> Skills, int Capacity, bool OnShift, bool Active)
{
    /// <summary>Planned ones that are not over, by when they start.</summary>
    public ImmutableArray<Shift> Shifts { get; init; } = [];
}

public abstract record PersonEvent;

public sealed record PersonAdded(SealedText SealedName, ImmutableSortedSet<string> Roles, ImmutableSortedSet<string> Skills, int Capacity) : PersonEvent;

public sealed record RolesChanged(ImmutableSortedSet<string> Roles) : PersonEvent;

public sealed record SkillsChanged(ImmutableSortedSet<string> Skills, int Capacity) : PersonEvent;

public sealed record ShiftPlanned(Shift Shift) : PersonEvent;

public sealed record ShiftCancelled(string Id) : PersonEvent;

/// <summary>The start of a planned shift has come.</summary>
public sealed record ShiftBegun(string Id) : PersonEvent;

/// <summary>The end of a planned shift has come.</summary>
public sealed record ShiftOver(string Id) : PersonEvent;

public sealed record ShiftStarted : PersonEvent;

public sealed record ShiftEnded : PersonEvent;

public sealed record PersonDeactivated : PersonEvent;
