using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Compensations.Domain;

/// <summary>A policy that was drafted, and what became of it.</summary>
/// <param name="Version">The document's own version.</param>
/// <param name="Document">Its JSON; sound when it was drafted.</param>
/// <param name="CopyOf">The policy whose document was taken; empty for one of its own.</param>
public sealed record PolicyDraft(string Version, string Document, string Note, string CopyOf, string DraftedBy, Instant DraftedAt)
{
    public PolicyStatus Status { get; init; } = PolicyStatus.Draft;

    /// <summary>Null before it is approved.</summary>
    public PolicyApproved? Approval { get; init; }

    /// <summary>Null unless it was withdrawn.</summary>
    public PolicyWithdrawn? Withdrawal { get; init; }
}

/// <summary>Where a policy stands; numbers are the contract's.</summary>
public enum PolicyStatus
{
    Draft = 1,
    Approved = 2,
    Withdrawn = 3,
}

public abstract record PolicyEvent;

public sealed record PolicyDrafted(PolicyDraft Draft) : PolicyEvent, IReasoned
{
    string IReasoned.Reason => Draft.Note;
}

/// <param name="From">From when it is in force.</param>
public sealed record PolicyApproved(string By, Instant At, Instant From) : PolicyEvent;

public sealed record PolicyWithdrawn(string By, Instant At) : PolicyEvent;
