namespace Aftersales.Complaints.Domain;

/// <summary>A photo's content as it is kept: looked at by the scanner, and deleted in the end. Its hash and what became of it stay.</summary>
/// <param name="Id">SHA-256 of the content in clear.</param>
/// <param name="Blob">Where the sealed content lies.</param>
/// <param name="Stage">Whether it can be shown.</param>
public sealed record KeptEvidence(string Id, string MediaType, long Size, string Blob, EvidenceStage Stage)
{
    public required Instant Uploaded { get; init; }

    /// <summary>Until when the scanner is asked again; what it never answered for is blocked then (R-CLK-4). Null where it is not waited for.</summary>
    public Instant? ScanUntil { get; init; }

    /// <summary>Whether a scanner found it clean; one may be set up later.</summary>
    public bool Scanned { get; init; }

    /// <summary>Why it is blocked, in the scanner's words; empty otherwise.</summary>
    public string Threat { get; init; } = "";

    public Instant? Deleted { get; init; }
}

/// <summary>Whether a photo can be shown. Names and numbers are the contract's.</summary>
public enum EvidenceStage
{
    Unspecified,

    /// <summary>Waits for the scanner, and is shown to nobody.</summary>
    Pending,
    Available,

    /// <summary>The scanner found something, or never answered.</summary>
    Blocked,
    Deleted,
}

/// <summary>What a scanner says of a content.</summary>
/// <param name="Threat">What it found; empty for nothing.</param>
public sealed record ScanVerdict(string Threat)
{
    public static readonly ScanVerdict Clean = new("");

    public bool IsClean => Threat.Length == 0;
}

public abstract record EvidenceEvent(Instant At);

/// <param name="ScanUntil">Null where it was scanned, or nobody scans.</param>
public sealed record EvidenceKept(Evidence Evidence, string Blob, bool Scanned, Instant? ScanUntil, Instant At) : EvidenceEvent(At);

/// <summary>A scanner was set up after it was kept.</summary>
public sealed record ScanAwaited(Instant Until, Instant At) : EvidenceEvent(At);

public sealed record EvidenceCleared(Instant At) : EvidenceEvent(At);

public sealed record EvidenceBlocked(string Threat, Instant At) : EvidenceEvent(At);

public sealed record EvidenceDeleted(Instant At) : EvidenceEvent(At);
