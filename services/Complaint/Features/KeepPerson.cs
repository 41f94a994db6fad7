using Aftersales.Complaints.Domain;
using Aftersales.Contracts;
using Aftersales.Contracts.Directories;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Events;
using Tier = Aftersales.Complaints.Domain.Tier;

namespace Aftersales.Complaints.Features;

/// <summary>Keeps the roster. Who comes on shift gets cases and tasks that nobody owns; those of somebody who left are shared out again (R-CASE-5).</summary>
public sealed class KeepPerson(Rosters rosters, Cases cases, CaseDesk desk, TaskDesk tasks, Teams teams) : IHandle<PersonChanged>
{
    public async Task Handle(PersonChanged happened, Call call)
    {
        var told = happened.Person;
        var worker = new Worker(told.PersonId, told.Version, TierOf(told), [.. told.Skills], told.Capacity, told is { OnShift: true, Active: true });
        var roster = await rosters.Change(Roster.Id, call, state => Roster.Keep(state, worker));
        if (roster.State.Workers[worker.Id].Version != worker.Version)
            return;
        if (worker.OnShift && worker.Tier != Tier.Unspecified)
            await Share(CaseLists.Vacant(worker.Tier), null, call);
        if (!told.Active)
            await Share(CaseLists.OfOwner(worker.Id), worker.Id, call);
        await tasks.Share(worker, !told.Active, call);
    }

    private async Task Share(string list, string? left, Call call)
    {
        await foreach (var row in cases.ListAll(call, list))
        {
            // What is over comes last and stays where it is.
            if (row.State.Stage == CaseStage.Closed)
                break;
            await desk.Change(row.Aggregate, call, new CaseCommand.Assign(left, await teams.Find(call)));
        }
    }

    private static Tier TierOf(PersonSnapshot person) =>
        person.Roles.Contains(Role.Platform) ? Tier.Platform
        : person.Roles.Contains(Role.AgentL2) ? Tier.L2
        : person.Roles.Contains(Role.AgentL1) ? Tier.L1
        : Tier.Unspecified;
}
