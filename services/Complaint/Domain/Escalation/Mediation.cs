namespace Aftersales.Complaints.Domain;

/// <summary>A case before an outside mediator (R-ESC-4).</summary>
/// <param name="Mediator">An office, no person's name.</param>
public sealed record Mediation(string Mediator, string By, Instant At)
{
    public MediationStage Stage { get; init; } = MediationStage.Referred;

    /// <summary>Sealed; empty before.</summary>
    public SealedText ShopPosition { get; init; } = SealedText.Empty;

    /// <summary>Sealed; empty before.</summary>
    public SealedText CustomerPosition { get; init; } = SealedText.Empty;

    /// <summary>Until when the stage lasts before its default verdict (R-CLK-4).</summary>
    public Instant Due { get; init; }

    /// <summary>How often the mediator was silent for too long.</summary>
    public int Overdue { get; init; }

    public MediationVerdict Verdict { get; init; }

    /// <summary>By the verdict; null for none.</summary>
    public Money? Amount { get; init; }

    /// <summary>The verdict in words, and once it is over what came of it; sealed, empty before.</summary>
    public SealedText Text { get; init; } = SealedText.Empty;

    public bool IsOver => Stage is MediationStage.CarriedOut or MediationStage.NotCarriedOut or MediationStage.GivenUp;
}

/// <summary>Where a mediation stands.</summary>
public enum MediationStage
{
    Unspecified,
    Referred,
    Heard,
    Decided,
    CarriedOut,
    NotCarriedOut,
    GivenUp,
}

/// <summary>For whom a mediator decided.</summary>
public enum MediationVerdict
{
    Unspecified,
    Customer,
    Shop,
    Settled,
}
