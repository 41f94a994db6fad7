namespace Aftersales.Complaints.Domain;

/// <summary>Which cases somebody looks for; what is left out does not matter.</summary>
public sealed record CaseFilter
{
    public string? Order { get; init; }

    public string? Customer { get; init; }

    public string? Owner { get; init; }

    public CaseType Type { get; init; }

    public CaseStage Stage { get; init; }

    public Tier Tier { get; init; }

    public Severity Severity { get; init; }

    public Channel Channel { get; init; }

    /// <summary>Opened at this moment or later.</summary>
    public Instant? From { get; init; }

    /// <summary>Opened before this moment.</summary>
    public Instant? Until { get; init; }

    /// <summary>Sealed words, all of which the case has.</summary>
    public ImmutableArray<string> Words { get; init; } = [];

    public bool Matches(Case state) =>
        (Order is null || state.Order == Order)
        && (Customer is null || state.Customer == Customer)
        && (Owner is null || state.Owner == Owner)
        && (Type == CaseType.Unspecified || state.Type == Type)
        && (Stage == CaseStage.Unspecified || state.Stage == Stage)
        && (Tier == Tier.Unspecified || state.Tier == Tier)
        && (Severity == Severity.Unspecified || state.Severity == Severity)
        && (Channel == Channel.Unspecified || state.Channel == Channel)
        && (From is null || state.Opened >= From)
        && (Until is null || state.Opened < Until)
        && Words.All(word => state.Words.Contains(word));
}
