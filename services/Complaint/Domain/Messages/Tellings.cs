namespace Aftersales.Complaints.Domain;

/// <summary>Which events a customer has to be told of, and what (R-CASE-4, R-ESC-2, R-ESC-3, R-CLK-2).</summary>
public static class Tellings
{
    /// <param name="after">The case after the event.</param>
    /// <param name="reopenDays">R-CASE-4: how long a closed case can be opened again.</param>
    /// <returns>Null where there is nothing to tell.</returns>
    public static Telling? Of(CaseEvent happened, Case after, int reopenDays) => happened switch
    {
        CaseOpened e => Opened(e, after),
        CaseRepeated => Say(Occasion.RepeatTaken, after),
        EvidenceAdded { Resumed: not null } => Say(Occasion.EvidenceTaken, after),
        CaseEscalated e => Say(Occasion.CaseEscalated, after, new Fact("tier", Spoken.Tier(e.Tier))),
        OfferMade e => Offer(e, after),
        OfferExpired { Clock: not null } => Say(Occasion.OfferExpired, after),
        OfferAccepted e => Say(Occasion.OfferAccepted, after, new Fact("offer", SpokenOffer.Of(after.Offers.First(offer => offer.Id == e.Offer).Remedies))),
        OfferDeclined => Say(Occasion.OfferDeclined, after),
        CustomerReminded e => Reminder(e, after),
        ClockBreached { WaitsFor: Wait.Decision or Wait.Resolution } => Say(Occasion.AnswerDelayed, after),
        PaymentReversed e => e.Stage is CaseStage.Open or CaseStage.NeedsAttention ? Say(Occasion.PaymentReversed, after) : null,
        CaseResolved => Say(Occasion.CaseResolved, after) with { Until = after.Clock!.Due },
        FeedbackRecorded or FeedbackMissed => Say(Occasion.CaseClosed, after, Reopen(after, reopenDays)),
        CasePutRight => Say(Occasion.PutRight, after),
        CaseRejected { Why.IsEmpty: true } => Say(Occasion.ReturnRejected, after, Reopen(after, reopenDays)),
        CaseRejected e => Say(Occasion.CaseRejected, after, Reopen(after, reopenDays)) with { Words = [e.Why], Field = "reason" },
        CaseWithdrawn => Say(Occasion.CaseWithdrawn, after, Reopen(after, reopenDays)),
        CaseExpired => Say(Occasion.CaseExpired, after, Reopen(after, reopenDays)),
        CaseReopened => Say(Occasion.CaseReopened, after),
        SubmittedToPlatform => Say(Occasion.SubmittedToPlatform, after),
        PlatformDecided { Decision.IsAccepted: false } e => Say(Occasion.PlatformRejected, after) with { Words = Said(e.Decision.Reason), Field = "reason" },
        MediationReferred e => Say(Occasion.MediationReferred, after, new Fact("until", Spoken.Time(e.Mediation.Due))),
        MediatorDecided e => Say(Occasion.MediatorDecided, after) with { Words = Said(e.Mediation.Text), Field = "text" },
        PromiseMade e => Promised(e.Promise, after),
        SurveyMade { Link.IsEmpty: false, Ends: { } ends } e => Say(Occasion.SurveyAsked, after, new Fact("until", Spoken.Time(ends))) with { Words = [e.Link], Until = ends },
        NewsHeard e => Say(e.Occasion, after, [.. e.Facts]),
        _ => null,
    };

    private static Telling Opened(CaseOpened opened, Case after) => opened switch
    {
        { DirectReturn: not null } => Say(Occasion.ReturnFollowed, after),
        { Owed: { } owed } => Say(Occasion.CashOwed, after, new Fact("amount", Spoken.Amount(owed.Amount))),
        { Clock.WaitsFor: Wait.Evidence } => Say(Occasion.EvidenceNeeded, after, Problem(after)),
        { Channel: Channel.Tracking } => Say(Occasion.DelayNoticed, after, Problem(after)),
        _ => Say(Occasion.CaseOpened, after, Problem(after)),
    };

    private static Telling Offer(OfferMade made, Case after)
    {
        var decided = made.Offer.By.Id == CaseDecider.PlatformPerson.Id ? after.Escalation.Submissions.LastOrDefault()?.Decision : null;
        var telling = Say(
            decided is null ? Occasion.OfferMade : Occasion.PlatformOffer, after, new Fact("offer", SpokenOffer.Of(made.Offer.Remedies)), new Fact("until", Spoken.Time(made.Offer.ValidUntil)));
        ImmutableArray<SealedText> notes = [.. made.Offer.Remedies.OfType<CompensationRemedy>().Select(remedy => remedy.Note).Where(note => !note.IsEmpty)];
        return telling with { Words = decided is null ? notes : Said(decided.Reason), Field = decided is null ? "remedies" : "reason", Until = made.Offer.ValidUntil };
    }

    private static Telling Promised(Promise promise, Case after) =>
        Say(Occasion.PromiseMade, after, new Fact("promise", Spoken.Promise(promise.Kind)), new Fact("until", Spoken.Time(promise.Due))) with { Words = Said(promise.Note), Field = "note", Until = promise.Due };

    private static Telling? Reminder(CustomerReminded reminded, Case after) => reminded.WaitsFor switch
    {
        Wait.Evidence => Say(Occasion.EvidenceReminder, after) with { Until = reminded.Clock.Due },
        Wait.Feedback => Say(Occasion.FeedbackReminder, after) with { Until = reminded.Clock.Due },
        Wait.Verdict => Say(Occasion.VerdictReminder, after) with { Until = reminded.Clock.Due },
        Wait.AnswerToOffer when after.OpenOffer is { } open =>
            Say(Occasion.OfferReminder, after, new Fact("until", Spoken.Time(open.ValidUntil))) with { Until = open.ValidUntil },
        _ => null,
    };

    private static ImmutableArray<SealedText> Said(SealedText words) => words.IsEmpty ? [] : [words];

    private static Telling Say(Occasion occasion, Case after, params ReadOnlySpan<Fact> more)
    {
        var facts = ImmutableArray.CreateBuilder<Fact>();
        facts.AddRange(more);
        facts.Add(new("case", Both.Same(after.Id)));
        facts.Add(new("matter", Matter(after)));
        facts.Add(new("order", Both.Same(after.Order ?? "")));
        facts.Add(new("next", Outlook.Of(after)));
        var known = occasion.Facts();
        return new(occasion, [.. facts.Where(fact => known.Contains(fact.Name))]);
    }

    private static Both Matter(Case state) => state.Order is { } order
        ? new($"您关于订单{order}的反馈", $"your report about order {order}")
        : new("您的咨询", "your inquiry");

    private static Fact Problem(Case state) => new("problem", Spoken.Problem(state.Type));

    private static Fact Reopen(Case closed, int days) => new("reopen", Spoken.Time(closed.Closed!.Value + Duration.FromDays(days)));
}
