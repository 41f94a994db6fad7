namespace Aftersales.Complaints.Domain;

/// <summary>A clock that ran out, with who held the case then (R-CLK-3).</summary>
/// <param name="Number">Within the case, from 1.</param>
/// <param name="HeldBy">Null where nobody owned the case.</param>
/// <param name="Due">When it ran out.</param>
/// <param name="At">When that was seen.</param>
public sealed record Breach(int Number, Wait WaitedFor, string? HeldBy, Tier Tier, Instant Due, Instant At)
{
    /// <summary>The promise that was broken; null for other clocks.</summary>
    public string? Promise { get; init; }

    /// <summary>Whether it calls for the supervisor: no tier is left to pass the case to.</summary>
    public bool Alerts { get; init; }

    /// <summary>When what was waited for came after all, or was not waited for any more; null before.</summary>
    public Instant? Settled { get; init; }

    /// <summary>The supervisor who has seen the alert; null before.</summary>
    public string? SeenBy { get; init; }
}
