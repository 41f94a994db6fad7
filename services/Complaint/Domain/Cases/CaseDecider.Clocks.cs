using static Aftersales.Complaints.Domain.CaseCommand;

namespace Aftersales.Complaints.Domain;

/// <summary>Deadlines, what follows when they pass, and the ladder (R-CLK-2 … R-CLK-4, R-ESC-1).</summary>
public sealed partial class CaseDecider
{
    private readonly BusinessCalendar hours = calendar.With(policy.Clocks.Hours());

    private Decision<CaseEvent> Escalated(Case state, Escalate escalate)
    {
        if (state.Stage is not (CaseStage.Open or CaseStage.Resolving or CaseStage.NeedsAttention))
            return WrongState(state, CaseStage.Open, CaseStage.Resolving, CaseStage.NeedsAttention);
        return state.Tier == Tier.Platform
            ? new Refusal(CaseReasons.TierFinal, "the platform is the highest tier").Rule("R-ESC-1")
            : Raised(state, escalate.Team, escalate.Why);
    }

    private Decision<CaseEvent> StageTicked(Case state, Tick tick)
    {
        if (state.Clock is not { } clock || clock.Due > now)
            return Nothing;
        return clock.WaitsFor switch
        {
            Wait.Evidence => Reminded(clock, policy.Clocks.Evidence) ?? new CaseExpired(now),
            Wait.Feedback => Reminded(clock, policy.Clocks.Feedback) ?? new FeedbackMissed(now),
            Wait.Verdict => SilentAboutVerdict(state, clock),
            // Work of its own ends it, which tells a person as well (R-CLK-4).
            Wait.Mediation => Nothing,
            Wait.AnswerToOffer => new OfferExpired(state.OpenOffer!.Id, IsVerdict(state.OpenOffer) ? VerdictClock() : Resumed(state, clock)),
            _ => Breached(state, clock, tick.Team),
        };
    }

    private static Decision<CaseEvent>? Reminded(Clock clock, SilencePolicy silence)
    {
        if (clock.Reminders == silence.Reminders.Length)
            return null;
        var sent = clock.Reminders + 1;
        var next = sent == silence.Reminders.Length ? silence.GiveUpAfter : silence.Reminders[sent];
        return new CustomerReminded(clock.WaitsFor, clock with { Due = clock.Due + next, Reminders = sent, Runs = clock.Runs is null ? null : new(clock.Due, next) });
    }

    // R-CLK-3: up one tier, once for each breach; at the platform the breach is told and the clock starts again.
    private Decision<CaseEvent> Breached(Case state, Clock clock, Team team)
    {
        var breached = new ClockBreached(clock.WaitsFor, state.Owner, state.Tier, Restarted(state, state.Tier)) { At = now };
        return state.Tier == Tier.Platform ? breached : Decision<CaseEvent>.Of(breached, Raised(state, team, null));
    }

    private CaseEscalated Raised(Case state, Team team, SealedText? why)
    {
        var tier = state.Tier + 1;
        return new(tier, team.For(state.Type, tier), Restarted(state, tier), why);
    }

    /// <summary>The clock of the stage that a case is in, begun anew on a tier; those that wait for the customer run on.</summary>
    private Clock Restarted(Case state, Tier tier) => state.Stage switch
    {
        CaseStage.Open => DecisionClock(state.Type, tier),
        CaseStage.Resolving => ResolutionClock(state.Type, tier),
        CaseStage.NeedsAttention => AttentionClock(state.Type, tier),
        _ => state.Clock!,
    };

    private Clock Resumed(Case state, Clock clock) =>
        clock.Paused is { } left ? Until(Wait.Decision, now + left) : DecisionClock(state.Type, state.Tier);

    /// <summary>What is left of an agent's time, kept while the customer thinks (R-CLK-3); stops are no part of it.</summary>
    private Duration? Left(Case state) => state.Clock switch
    {
        { WaitsFor: Wait.AnswerToOffer } clock => clock.Paused,
        { } clock when clock.WaitsFor.CanBeBreached() => Stop.Running(now, Instant.Max(now, clock.Due), state.Stops.Times()),
        _ => null,
    };

    private Clock DecisionClock(CaseType type, Tier tier) => Until(Wait.Decision, policy.Clocks.Decision.Due(type, tier, now, hours));

    private Clock EvidenceClock() => Until(Wait.Evidence, now + FirstWait(policy.Clocks.Evidence));

    private Clock FeedbackClock() => Until(Wait.Feedback, now + FirstWait(policy.Clocks.Feedback));

    private Clock ResolutionClock(CaseType type, Tier tier) => Until(Wait.Resolution, policy.Clocks.Resolution.Due(type, tier, now, hours));

    private Clock AttentionClock(CaseType type, Tier tier) => Until(Wait.Attention, policy.Clocks.Attention.Due(type, tier, now, hours));

    /// <summary>A clock that begins now and that declared disasters stop.</summary>
    private Clock Until(Wait wait, Instant due) => new(wait, due) { Runs = RunningTime.Until(now, due) };

    private static Duration FirstWait(SilencePolicy silence) => silence.Reminders.IsEmpty ? silence.GiveUpAfter : silence.Reminders[0];
}
