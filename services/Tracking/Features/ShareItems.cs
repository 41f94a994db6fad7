using System.Collections.Immutable;
using Aftersales.Contracts;
using Aftersales.Contracts.Directories;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Events;
using Aftersales.Platform.Store;
using Aftersales.Platform.Work;
using Aftersales.Tracking.Domain;

namespace Aftersales.Tracking.Features;

/// <summary>
/// Shares items out evenly among those of the order desk who are at work and know the list (R-CASE-5): when they are listed, when somebody comes to
/// work whom open ones can be given to, and when their owner leaves for good.
/// </summary>
public sealed class ShareItems(Aggregates<OrderState, OrderEvent> orders, Aggregates<Roster, RosterEvent> rosters, IStore store) : IWork, IHandle<PersonChanged>
{
    private const int AtOnce = 100;

    // Two at once would both find the same person least loaded.
    private readonly SemaphoreSlim oneByOne = new(1);

    public Task Run(WorkItem item, Call call) => Share(item.Aggregate, null, call);

    public async Task Handle(PersonChanged happened, Call call)
    {
        var told = happened.Person;
        var isOfDesk = told.Roles.Contains(Role.TrackingAgent);
        var agent = new Agent(told.PersonId, told.Version, [.. told.Skills], told.Capacity, isOfDesk && told is { OnShift: true, Active: true });
        var roster = await rosters.Change(Roster.Id, call, state => Roster.Keep(state, agent));
        if (roster.State.Agents[agent.Id].Version != agent.Version)
            return;
        if (agent.IsAtWork)
            await ShareAll(ItemLists.Name(null, ItemState.Open, null, null), null, call);
        if (!told.Active || !isOfDesk)
            await ShareAll(ItemLists.Name(null, ItemState.Taken, agent.Id, null), agent.Id, call);
    }

    private async Task ShareAll(string list, string? left, Call call)
    {
        var token = "";
        do
        {
            var page = await orders.List(call, list, AtOnce, token);
            foreach (var order in page.Rows.Select(row => row.Aggregate).Distinct())
                await Share(order, left, call);
            token = page.NextPageToken;
        }
        while (token.Length > 0);
    }

    private async Task Share(string order, string? left, Call call)
    {
        await oneByOne.WaitAsync(call.Cancel);
        try
        {
            var team = await AtWork(call);
            await orders.Change(order, call, state => OrderDecider.Share(state!, team, left));
        }
        finally
        {
            oneByOne.Release();
        }
    }

    private async Task<Team> AtWork(Call call)
    {
        var roster = await rosters.Find(call.Merchant, Roster.Id, call.Cancel);
        ImmutableArray<Agent> agents = [.. roster?.State.Agents.Values.Where(a => a.IsAtWork) ?? []];
        var loads = ImmutableDictionary.CreateBuilder<string, long>();
        foreach (var agent in agents)
            loads[agent.Id] = (await store.Tally(call.Merchant, "-", ItemLists.Name(null, ItemState.Taken, agent.Id, null), "", call.Cancel)).Rows;
        return new(agents, loads.ToImmutable());
    }
}
