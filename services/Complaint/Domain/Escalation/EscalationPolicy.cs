namespace Aftersales.Complaints.Domain;

/// <param name="Submissions">R-ESC-1: how often a case is put before the platform.</param>
/// <param name="DecisionWorkingDays">R-CLK-2: until the platform decides.</param>
/// <param name="AskEvery">How often its system is asked meanwhile.</param>
/// <param name="ChaseAfter">So many deadlines missed, and a person asks (R-CLK-4).</param>
/// <param name="Verdict">A customer who was told that the platform decided against them is reminded, then the case ends.</param>
public sealed record EscalationPolicy(
    int Submissions, int DecisionWorkingDays, Duration AskEvery, int ChaseAfter, SilencePolicy Verdict, MediationPolicy Mediation)
{
    /// <summary>Where the numbers cannot be meant.</summary>
    public IEnumerable<FieldProblem> Problems()
    {
        if (Submissions < 1)
            yield return new("escalation.submissions", "must be 1 at least");
        if (DecisionWorkingDays < 1)
            yield return new("escalation.decisionWorkingDays", "must be 1 at least");
        if (AskEvery < Duration.FromMinutes(1))
            yield return new("escalation.askEvery", "must be a minute at least");
        if (ChaseAfter < 1)
            yield return new("escalation.chaseAfter", "must be 1 at least");
        if (Mediation is { PositionWorkingDays: < 1 } or { VerdictWorkingDays: < 1 } or { CarryOutWorkingDays: < 1 } or { GiveUpAfter: < 1 })
            yield return new("escalation.mediation", "must be 1 at least, each of it");
        foreach (var problem in Verdict.Problems("escalation.verdict"))
            yield return problem;
    }
}

/// <param name="PositionWorkingDays">Both sides state their positions; who is silent is heard without.</param>
/// <param name="VerdictWorkingDays">The mediator decides.</param>
/// <param name="GiveUpAfter">So many times the mediator was silent, and there is no verdict.</param>
/// <param name="CarryOutWorkingDays">The verdict is carried out.</param>
public sealed record MediationPolicy(int PositionWorkingDays, int VerdictWorkingDays, int GiveUpAfter, int CarryOutWorkingDays);
