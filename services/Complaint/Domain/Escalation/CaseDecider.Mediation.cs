using static Aftersales.Complaints.Domain.EscalationCommand;

namespace Aftersales.Complaints.Domain;

/// <summary>R-ESC-4: an outside mediator.</summary>
public sealed partial class CaseDecider
{
    private Decision<CaseEvent> Mediated(Case state, EscalationCommand command) => (state.Escalation.Mediation, command) switch
    {
        (null, Refer c) => Referred(state, c),
        (null, PassMediation) => Nothing,
        (null, _) => WrongMediation(null, MediationStage.Referred),
        ({ } m, Refer) => WrongMediation(m),
        ({ Stage: MediationStage.Referred } m, StatePosition c) => Owned(state, c.By) ?? Stated(state, m, c),
        ({ } m, StatePosition c) => Owned(state, c.By) ?? WrongMediation(m, MediationStage.Referred),
        ({ Stage: MediationStage.Referred or MediationStage.Heard } m, Judge c) => Judged(state, m, c),
        ({ } m, Judge) => WrongMediation(m, MediationStage.Referred, MediationStage.Heard),
        ({ Stage: MediationStage.Decided } m, SettleMediation c) =>
            Ended(state, m, c.CarriedOut ? MediationStage.CarriedOut : MediationStage.NotCarriedOut, c.Note),
        ({ } m, SettleMediation) => WrongMediation(m, MediationStage.Decided),
        ({ IsOver: false } m, PassMediation) when now >= m.Due => Passed(state, m),
        (_, PassMediation) => Nothing,
        _ => throw new InvalidOperationException($"unknown command {command.GetType().Name}"),
    };

    private Decision<CaseEvent> Referred(Case state, Refer refer)
    {
        if (state.Stage != CaseStage.Open)
            return WrongState(state, CaseStage.Open);
        if (state.Escalation.Submissions.LastOrDefault() is not { IsDecided: true })
        {
            return Refusal.WrongState(
                CaseReasons.CaseStateInvalid, "not decided by the platform", Words.Upper(SubmissionStage.Accepted), Words.Upper(SubmissionStage.Rejected)).Rule("R-ESC-4");
        }

        var mediation = new Mediation(refer.Mediator, refer.By.Id, now) { ShopPosition = refer.Position, Due = Days(policy.Escalation.Mediation.PositionWorkingDays) };
        return new MediationReferred(mediation, new Clock(Wait.Mediation, mediation.Due));
    }

    private PositionStated Stated(Case state, Mediation mediation, StatePosition said)
    {
        var stated = said.OfCustomer || said.By.IsCustomer ? mediation with { CustomerPosition = said.Position } : mediation with { ShopPosition = said.Position };
        var heard = stated is { ShopPosition.IsEmpty: false, CustomerPosition.IsEmpty: false } ? Heard(stated) : stated;
        return new(heard, Running(state, heard));
    }

    private MediatorDecided Judged(Case state, Mediation mediation, Judge judge)
    {
        var decided = mediation with
        {
            Stage = MediationStage.Decided,
            Verdict = judge.Verdict,
            Amount = judge.Amount,
            Text = judge.Text,
            Due = Days(policy.Escalation.Mediation.CarryOutWorkingDays),
        };
        return new(decided, Running(state, decided));
    }

    private Decision<CaseEvent> Passed(Case state, Mediation mediation) => mediation.Stage switch
    {
        MediationStage.Referred when Heard(mediation) is var heard => new PositionsClosed(heard, Running(state, heard)),
        MediationStage.Heard when mediation.Overdue + 1 >= policy.Escalation.Mediation.GiveUpAfter => Ended(state, mediation, MediationStage.GivenUp, mediation.Text),
        MediationStage.Heard when mediation with { Overdue = mediation.Overdue + 1, Due = Days(policy.Escalation.Mediation.VerdictWorkingDays) } is var again =>
            new MediatorWasSilent(again, Running(state, again)),
        // What followed the verdict tells whether it was carried out.
        _ => Ended(
            state, mediation, state is { Stage: CaseStage.Resolved } or { Outcome: CaseOutcome.Resolved } ? MediationStage.CarriedOut : MediationStage.NotCarriedOut, mediation.Text),
    };

    private MediationEnded Ended(Case state, Mediation mediation, MediationStage stage, SealedText note) => new(
        mediation with { Stage = stage, Text = note },
        state is { Stage: CaseStage.Open, Clock.WaitsFor: Wait.Mediation } ? DecisionClock(state.Type, state.Tier) : null);

    private Mediation Heard(Mediation mediation) =>
        mediation with { Stage = MediationStage.Heard, Due = Days(policy.Escalation.Mediation.VerdictWorkingDays) };

    // Where the case waits for the mediation its clock is the mediation's.
    private static Clock? Running(Case state, Mediation mediation) =>
        state.Clock?.WaitsFor == Wait.Mediation ? new Clock(Wait.Mediation, mediation.Due) : null;

    private Instant Days(int working) => calendar.AfterWorkingDays(now, working);

    private static Refusal WrongMediation(Mediation? mediation, params IEnumerable<MediationStage> allowed) => Refusal.WrongState(
        EscalationReasons.MediationStateInvalid, mediation is null ? "" : Words.Upper(mediation.Stage), allowed.Select(stage => Words.Upper(stage)));
}
