using Aftersales.Complaints.Domain;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;

namespace Aftersales.Complaints.Features;

/// <summary>Clocks of cases came due: their default verdicts follow (R-CLK-3, R-CLK-4). After an outage, or at midnight, many do at once.</summary>
public sealed class RunClock(Cases cases, CaseDesk desk, Teams teams, DisasterBook disasters) : IBulkWork
{
    public async Task Run(IReadOnlyList<WorkItem> items, Call call)
    {
        var (team, known) = (await teams.Find(call), await disasters.Find(call));
        await cases.ChangeAll(call, [.. items.Select(item => (item.Aggregate, (Func<Case?, Decision<CaseEvent>>)(state => Tick(state!))))]);

        // Whom one case was passed to has one more when the next is (R-CASE-5).
        Decision<CaseEvent> Tick(Case state)
        {
            var decided = desk.Decide(call, state, new CaseCommand.Tick(team) { Stops = known.Of(state.Region) });
            var owner = state.Owner;
            foreach (var raised in decided.Events.OfType<CaseEscalated>())
                (team, owner) = (team.Passed(owner, raised.Owner), raised.Owner);
            return decided;
        }
    }
}
