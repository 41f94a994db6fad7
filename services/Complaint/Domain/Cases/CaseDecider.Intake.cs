using static Aftersales.Complaints.Domain.CaseCommand;

namespace Aftersales.Complaints.Domain;

/// <summary>How a case comes in and finds its owner (R-CASE-1 … R-CASE-3, R-CASE-5).</summary>
public sealed partial class CaseDecider
{
    private Decision<CaseEvent> Opened(Open open)
    {
        if (open.Order is null && open.Type is not CaseType.Inquiry)
            return CaseReasons.Invalid("order_id", "is needed for anything but an inquiry");
        if ((open.Facts?.Covers(open.Lines) ?? TooMuch(open.Evidence.Length)) is { } refusal)
            return refusal;

        var risk = Suspected(open.Type, open.EarlierViolations);
        var severity = Seriousness.Of(open.Type, open.Lines, 0, risk?.Points ?? 0, open.Facts, policy.Severity);
        var tier = Seriousness.StartsOn(severity);
        var clock = LacksEvidence(open.Type, open.Evidence) ? EvidenceClock() : DecisionClock(open.Type, tier);
        return new CaseOpened(
            open.Id, open.Type, open.Channel, open.Customer, open.Order, open.Order is null ? null : Words.Of(open.Type), open.Lines, open.Description,
            open.Evidence, severity, tier, open.Team.For(open.Type, tier), clock, now, policy.Version)
        {
            Risk = risk,
            Intake = open.Intake,
            Words = open.Words,
            Awaited = AwaitingFirst(open, tier),
        }.About(open.Facts);
    }

    private CaseOpened Opened(OpenForReturn open)
    {
        const CaseType type = CaseType.ReturnRequest;
        var severity = Seriousness.Of(type, open.Lines, 0, 0, open.Facts, policy.Severity);
        var tier = Seriousness.StartsOn(severity);
        return new CaseOpened(
            open.Id, type, Channel.Unspecified, open.Customer, open.Order, $"{Words.Of(type)}/{open.Return}", open.Lines, SealedText.Empty,
            [], severity, tier, open.Team.For(type, tier), ResolutionClock(type, tier), now, policy.Version)
        {
            DirectReturn = open.Return,
            Plan = open.Plan,
        }.About(open.Facts);
    }

    private CaseOpened Opened(OpenForCash open)
    {
        var severity = Seriousness.Of(open.Type, [], 0, 0, open.Facts, policy.Severity);
        var tier = Seriousness.StartsOn(severity);
        return new CaseOpened(
            open.Id, open.Type, Channel.Unspecified, open.Customer, open.Order, $"{Words.Of(open.Type)}/{open.Owed.Proposal}", [], SealedText.Empty,
            [], severity, tier, open.Team.For(open.Type, tier), ResolutionClock(open.Type, tier), now, policy.Version)
        {
            Owed = open.Owed,
            Plan = open.Plan,
        }.About(open.Facts);
    }

    private Decision<CaseEvent> Repeated(Case state, Repeat repeat)
    {
        if (state.Stage == CaseStage.Closed)
            return Over(state);

        var found = Seriousness.Of(state.Type, state.Lines, state.Repeats + 1, state.Points(), repeat.Facts, policy.Severity);
        var severity = found > state.Severity ? found : state.Severity;
        var repeated = new CaseRepeated(repeat.Description, severity)
        {
            Words = Fresh(state, repeat.Words),
            Awaited = repeat.CustomerWaits ? Awaiting(state, state.Channel) : null,
        };
        var events = new List<CaseEvent> { repeated };
        var fresh = New(state, repeat.Evidence);
        if (TooMuch(state.Evidence.Length + fresh.Length) is { } refusal)
            return refusal;
        if (!fresh.IsEmpty)
            events.Add(new EvidenceAdded(fresh, ResumedByEvidence(state)));
        if (state.Tier < Seriousness.StartsOn(severity) || WasTried(state))
            events.Add(Raised(events.Aggregate(state, CaseEvolution.Evolve), repeat.Team, null));
        return Decision<CaseEvent>.Of(events);
    }

    // R-ESC-1: a repeat that the first tier could not settle: what it offered ran out, and nothing else was offered.
    private static bool WasTried(Case state) => state is { Tier: Tier.L1, Stage: CaseStage.Open, Offers: [.., { Stage: OfferStage.Expired, By.Tier: Tier.L1 }] };

    private Decision<CaseEvent> Added(Case state, AddEvidence added)
    {
        if (state.Stage is CaseStage.Closed or CaseStage.Resolved)
            return WrongState(
                state, CaseStage.AwaitingEvidence, CaseStage.Open, CaseStage.Offered, CaseStage.Resolving, CaseStage.NeedsAttention);
        var fresh = New(state, added.Evidence);
        if (TooMuch(state.Evidence.Length + fresh.Length) is { } refusal)
            return refusal;
        return fresh.IsEmpty ? Nothing : new EvidenceAdded(fresh, ResumedByEvidence(state));
    }

    private static Decision<CaseEvent> Assigned(Case state, Assign assign)
    {
        var vacant = state.Stage != CaseStage.Closed && (state.Owner is null || state.Owner == assign.Left);
        if (!vacant)
            return Nothing;
        var owner = assign.Team.For(state.Type, state.Tier);
        return owner == state.Owner ? Nothing : new CaseAssigned(owner);
    }

    private static Decision<CaseEvent> Taken(Case state, Take take)
    {
        if (state.Stage == CaseStage.Closed)
            return Over(state);
        if (state.Owner == take.By.Id)
            return Nothing;
        // Somebody whose shift is over does not keep others from the case.
        var free = state.Owner is { } owner && !take.Team.IsOnShift(owner) ? state with { Owner = null } : state;
        return MayWork(free, take.By) is { } refusal ? refusal : new CaseTaken(take.By.Id);
    }

    private static ImmutableArray<Evidence> New(Case state, ImmutableArray<Evidence> evidence) =>
        [.. evidence.Where(e => !state.Evidence.Any(known => known.Id == e.Id))];

    private Clock? ResumedByEvidence(Case state) =>
        state.Stage == CaseStage.AwaitingEvidence ? DecisionClock(state.Type, state.Tier) : null;
}
