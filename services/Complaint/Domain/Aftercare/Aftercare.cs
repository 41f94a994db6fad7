namespace Aftersales.Complaints.Domain;

/// <summary>What follows from the end of a case, and from its going on after all, whatever event brought either about.</summary>
public static class Aftercare
{
    /// <summary>The events with what their outcome calls for: the time at which all was done, and how a closed case is filed.</summary>
    public static Decision<CaseEvent> File(Case? state, Decision<CaseEvent> decided, ComplaintPolicy policy, Instant now)
    {
        if (decided.Events.IsEmpty)
            return decided;
        ImmutableArray<CaseEvent> events = [.. decided.Events.Select(happened => happened is CaseResolved done ? done with { At = now } : happened)];
        var after = events.Aggregate(state, (before, happened) => CaseEvolution.Evolve(before, happened))!;
        return state?.Stage != CaseStage.Closed && after.Stage == CaseStage.Closed
            ? Decision<CaseEvent>.Of(events.Add(new CaseFiled(now + Duration.FromDays(policy.Evidence.KeepDays), Ask(events))))
            : Decision<CaseEvent>.Of(events);
    }

    /// <summary>The state after an event, with what is counted of each case.</summary>
    public static Case Count(Case? before, Case after) => after with
    {
        Escalations = before is not null && after.Tier > before.Tier ? after.Escalations + 1 : after.Escalations,
        Reopenings = IsReopened(before, after) ? after.Reopenings + 1 : after.Reopenings,
        Resolved = IsReopened(before, after) ? null : after.Resolved,
        Asking = IsReopened(before, after) ? null : after.Asking,
        EvidenceUntil = IsReopened(before, after) ? null : after.EvidenceUntil,
        EvidenceReleased = !IsReopened(before, after) && after.EvidenceReleased,
    };

    // R-TRK-3: a customer who never knew of a problem is not asked how it was solved; nor is one whose case goes on in another.
    private static Asking? Ask(ImmutableArray<CaseEvent> events) =>
        events.Any(happened => happened is CasePutRight or CaseAttached) ? null
        : events.OfType<FeedbackRecorded>().LastOrDefault() is { } told ? new(told.Satisfaction, told.Comment)
        : new(0, SealedText.Empty);

    private static bool IsReopened(Case? before, Case after) => before?.Stage == CaseStage.Closed && after.Stage != CaseStage.Closed;
}
