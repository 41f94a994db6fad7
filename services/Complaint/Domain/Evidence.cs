namespace Aftersales.Complaints.Domain;

/// <summary>A photo, known by its content.</summary>
/// <param name="Id">SHA-256 of the content, lower-case hexadecimal.</param>
/// <param name="MediaType">Found from the content.</param>
/// <param name="Size">Bytes.</param>
public sealed record Evidence(string Id, string MediaType, long Size)
{
    /// <summary>Whether the case that has it shows its content no longer.</summary>
    public bool IsDeleted { get; init; }
}

/// <summary>A photo that came with an answer.</summary>
/// <param name="Question">Which was answered.</param>
public sealed record Proof(Evidence Photo, string Question);
