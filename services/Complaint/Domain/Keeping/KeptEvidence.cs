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

    /// <summary>Until when it can be attached to a case; null once it was, and for what an earlier release took in.</summary>
    public Instant? AttachUntil { get; init; }

    /// <summary>When it is deleted where no case has it: some time later, so that whatever was attaching it is done.</summary>
    public Instant? UnattachedUntil => AttachUntil + Duration.FromHours(1);
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
/// <param name="AttachUntil">Null in events of earlier releases.</param>
public sealed record EvidenceKept(Evidence Evidence, string Blob, bool Scanned, Instant? ScanUntil, Instant At, Instant? AttachUntil = null) : EvidenceEvent(At);

/// <summary>The same content was uploaded again before it was attached.</summary>
public sealed record EvidenceRenewed(Instant Until, Instant At) : EvidenceEvent(At);

/// <summary>A case has it, which says from now on how long it is kept; or none had, and it is gone.</summary>
public sealed record AttachingEnded(Instant At) : EvidenceEvent(At);

/// <summary>A scanner was set up after it was kept.</summary>
public sealed record ScanAwaited(Instant Until, Instant At) : EvidenceEvent(At);

public sealed record EvidenceCleared(Instant At) : EvidenceEvent(At);

public sealed record EvidenceBlocked(string Threat, Instant At) : EvidenceEvent(At);

public sealed record EvidenceDeleted(Instant At) : EvidenceEvent(At);
