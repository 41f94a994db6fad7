namespace Aftersales.Complaints.Domain;

/// <summary>What becomes of a photo's content.</summary>
public static class KeepingDecider
{
    /// <summary>The threat of what no scanner answered for.</summary>
    public const string Unscanned = "UNSCANNED";

    /// <param name="verdict">Null where no scanner answered.</param>
    /// <param name="scanUntil">How long one is waited for; null where there is none.</param>
    /// <param name="attachUntil">Until when it can be attached to a case.</param>
    public static Decision<EvidenceEvent> Keep(
        KeptEvidence? state, Evidence evidence, string blob, ScanVerdict? verdict, Instant? scanUntil, Instant attachUntil, Instant now)
    {
        if (state is null or { Stage: EvidenceStage.Deleted })
            return new EvidenceKept(evidence, blob, verdict is not null, verdict is null ? scanUntil : null, now, attachUntil);
        var judged = verdict is not null ? Judge(state, verdict, now)
            : state is { Stage: EvidenceStage.Blocked, Threat: Unscanned } && scanUntil is { } until ? new ScanAwaited(until, now)
            : Decision<EvidenceEvent>.Nothing;
        return state.AttachUntil < attachUntil ? Decision<EvidenceEvent>.Of([.. judged.Events, new EvidenceRenewed(attachUntil, now)]) : judged;
    }

    /// <summary>No case took it in time.</summary>
    public static Decision<EvidenceEvent> DeleteUnattached(KeptEvidence? state, Instant now) =>
        state is { Stage: not EvidenceStage.Deleted } && state.UnattachedUntil <= now ? new EvidenceDeleted(now) : Decision<EvidenceEvent>.Nothing;

    /// <summary>Whether a case took it is settled.</summary>
    public static Decision<EvidenceEvent> EndAttaching(KeptEvidence? state, Instant now) =>
        state?.UnattachedUntil <= now ? new AttachingEnded(now) : Decision<EvidenceEvent>.Nothing;

    /// <summary>A scanner is there now, and never looked at it.</summary>
    public static Decision<EvidenceEvent> AwaitScan(KeptEvidence? state, Instant until, Instant now) =>
        state is { Stage: EvidenceStage.Available, Scanned: false } ? new ScanAwaited(until, now) : Decision<EvidenceEvent>.Nothing;

    /// <summary>The scanner's last word counts.</summary>
    public static Decision<EvidenceEvent> Judge(KeptEvidence? state, ScanVerdict verdict, Instant now) => (state, verdict) switch
    {
        (null or { Stage: EvidenceStage.Deleted }, _) => Decision<EvidenceEvent>.Nothing,
        ({ Stage: EvidenceStage.Available, Scanned: true }, { IsClean: true }) => Decision<EvidenceEvent>.Nothing,
        (_, { IsClean: true }) => new EvidenceCleared(now),
        ({ Stage: EvidenceStage.Blocked } s, var found) when s.Threat == found.Threat => Decision<EvidenceEvent>.Nothing,
        (_, var found) => new EvidenceBlocked(found.Threat, now),
    };

    /// <summary>The scanner was away again: in the end the content is blocked, and can be uploaded anew (R-CLK-4).</summary>
    public static Decision<EvidenceEvent> GiveUp(KeptEvidence? state, Instant now) =>
        state is { Stage: EvidenceStage.Pending, ScanUntil: { } until } && now >= until
            ? new EvidenceBlocked(Unscanned, now)
            : Decision<EvidenceEvent>.Nothing;

    public static Decision<EvidenceEvent> Delete(KeptEvidence? state, Instant now) =>
        state is null or { Stage: EvidenceStage.Deleted } ? Decision<EvidenceEvent>.Nothing : new EvidenceDeleted(now);

    /// <summary>The refusal of what cannot be shown; null when it can.</summary>
    public static Refusal? Show(KeptEvidence? state) => state switch
    {
        null => new Refusal(CaseReasons.EvidenceNotFound, "no such evidence"),
        { Stage: EvidenceStage.Pending } => new Refusal(CaseReasons.EvidencePending, "it is not scanned yet"),
        { Stage: EvidenceStage.Deleted, Deleted: var at } => new Refusal(CaseReasons.EvidenceDeleted, "it was kept as long as it is kept").With("deleted", $"{at}"),
        { Stage: EvidenceStage.Blocked } => Blocked(state.Threat),
        _ => null,
    };

    /// <summary>The refusal of what cannot be attached to a case; null when it can. What waits for the scanner can.</summary>
    public static Refusal? Attach(KeptEvidence? state, Instant now) => state switch
    {
        null or { Stage: EvidenceStage.Deleted } => new Refusal(CaseReasons.EvidenceNotFound, "no such evidence"),
        { Stage: EvidenceStage.Blocked } => Blocked(state.Threat),
        { AttachUntil: { } until } when until < now => new Refusal(CaseReasons.EvidenceNotFound, "it was uploaded too long ago: upload it again").With("until", $"{until}"),
        _ => null,
    };

    public static Refusal Blocked(string threat) => new Refusal(CaseReasons.EvidenceBlocked, "the scanner stopped it").With("threat", threat);

    public static KeptEvidence Evolve(KeptEvidence? state, EvidenceEvent happened) => (state, happened) switch
    {
        (_, EvidenceKept e) => new(
            e.Evidence.Id, e.Evidence.MediaType, e.Evidence.Size, e.Blob, e.ScanUntil is null ? EvidenceStage.Available : EvidenceStage.Pending)
        {
            Uploaded = e.At,
            Scanned = e.Scanned,
            ScanUntil = e.ScanUntil,
            AttachUntil = e.AttachUntil,
        },
        ({ } s, EvidenceRenewed e) => s with { AttachUntil = e.Until },
        ({ } s, AttachingEnded) => s with { AttachUntil = null },
        ({ } s, ScanAwaited e) => s with { Stage = EvidenceStage.Pending, ScanUntil = e.Until, Threat = "" },
        ({ } s, EvidenceCleared) => s with { Stage = EvidenceStage.Available, Scanned = true, ScanUntil = null, Threat = "" },
        ({ } s, EvidenceBlocked e) => s with { Stage = EvidenceStage.Blocked, ScanUntil = null, Threat = e.Threat },
        ({ } s, EvidenceDeleted e) => s with { Stage = EvidenceStage.Deleted, ScanUntil = null, Deleted = e.At },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot follow"),
    };
}
