using static Aftersales.Complaints.Domain.CaseCommand;

namespace Aftersales.Complaints.Domain;

/// <summary>What a case risks at the platform (handbook §9), and how grave that makes it (R-CASE-3).</summary>
public sealed partial class CaseDecider
{
    private Exposed? Suspected(CaseType type, long earlier) => policy.Exposure.ByType.TryGetValue(type, out var violation)
        ? Exposures.Of(violation, earlier, Exposed.Intake, Person.Suite.Id, now, policy.Exposure)
        : null;

    private Decision<CaseEvent> Risked(Case state, Expose expose)
    {
        if (state.Exposures.Any(known => known.Source == expose.Source))
            return Nothing;
        var risk = Exposures.Of(expose.Violation, expose.Earlier, expose.Source, expose.By, now, policy.Exposure);
        var points = risk.Points + state.Standing().Where(known => !known.IsSettledBy(risk.Violation)).Sum(known => known.Points);
        var found = Seriousness.OfExposure(points, policy.Severity);
        var severity = found > state.Severity ? found : state.Severity;
        var events = new List<CaseEvent> { new ViolationRisked(risk, severity) };
        if (state.Stage != CaseStage.Closed && state.Tier < Seriousness.StartsOn(severity))
            events.Add(Raised(state, expose.Team, null));
        return Decision<CaseEvent>.Of(events);
    }
}
