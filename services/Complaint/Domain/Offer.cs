namespace Aftersales.Complaints.Domain;

/// <summary>What is offered to the customer, by whom and until when (R-ESC-2).</summary>
public sealed record Offer(string Id, ImmutableArray<Remedy> Remedies, Person By, Instant ValidUntil)
{
    public OfferStage Stage { get; init; } = OfferStage.Open;

    /// <summary>What the customer said when they declined it, sealed; empty otherwise.</summary>
    public SealedText Wish { get; init; } = SealedText.Empty;
}

/// <summary>Whether an offer was accepted.</summary>
public enum OfferStage
{
    Unspecified,
    Open,
    Accepted,
    Declined,
    Expired,
}
