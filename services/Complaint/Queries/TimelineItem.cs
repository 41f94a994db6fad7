using System.Collections.Frozen;
using Aftersales.Complaints.Domain;
using Aftersales.Platform;
using Aftersales.Platform.Identity;
using Aftersales.Platform.Store;

namespace Aftersales.Complaints.Queries;

/// <summary>A stored event of a case, or of one of its plans.</summary>
/// <param name="Plan">Whose event it is; null for the case's own.</param>
public sealed record TimelineItem(StoredEvent Stored, string? Plan, Vault Vault)
{
    private static readonly FrozenDictionary<string, Type> Types = typeof(CaseEvent).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && (type.IsSubclassOf(typeof(CaseEvent)) || type.IsSubclassOf(typeof(PlanEvent))))
        .ToFrozenDictionary(type => type.Name);

    /// <summary>What happened; null for an event of a release that knew others.</summary>
    public object? Happened { get; } = Types.TryGetValue(Stored.Type, out var type) ? Json.Read(Stored.Body, type, Vault.KeyOf(Stored.Key)) : null;

    /// <summary>The plan that begins with it.</summary>
    public string? Begins => Happened switch
    {
        OfferAccepted accepted => accepted.Plan,
        CaseOpened opened => opened.Plan,
        _ => null,
    };

    /// <summary>How it is told; null where it tells nothing of its own.</summary>
    public Line? Line => Happened switch
    {
        CaseEvent happened => Narration.Of(happened),
        PlanEvent happened => PlanNarration.Of(happened),
        _ => new(EntryKind.Unspecified, false, Both.Same(Stored.Type), SealedText.Empty),
    };
}
