namespace Aftersales.Complaints.Domain;

/// <summary>That a case goes on in another one (R-CASE-2).</summary>
/// <param name="As">What it turned out to be about.</param>
/// <param name="By">Who found that out.</param>
/// <param name="Why">Sealed.</param>
public sealed record Attachment(string To, CaseType As, string By, SealedText Why)
{
    /// <summary>Whether the other case has everything.</summary>
    public bool IsDone { get; init; }
}
