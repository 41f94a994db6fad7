using Aftersales.Complaints.Domain;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;

namespace Aftersales.Complaints.Features;

/// <summary>Tells the cases concerned that a disaster stops their clocks, or for how long now (R-TRK-1). It may break off: then it begins anew.</summary>
public sealed class SpreadDisaster(Cases cases, CaseDesk desk, DisasterBook book) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        var known = await book.Find(call);
        if (known.Known.GetValueOrDefault(item.Argument) is not { LookAt: { } at } disaster)
            return;
        foreach (var list in disaster.Regions.IsEmpty ? [CaseLists.All] : disaster.Regions.Select(ClockLists.InRegion))
            await Tell(list, known, call);
        await book.Change(call, state => Disasters.Spread(state, item.Argument, at));
    }

    private async Task Tell(string list, Disasters known, Call call)
    {
        for (var token = ""; ;)
        {
            var page = await cases.List(call, list, PageTokens.MaxSize, token);
            // Of all cases those that are over come last.
            var live = page.Rows.TakeWhile(row => row.State.Stage != CaseStage.Closed).ToList();
            await cases.ChangeAll(call, [.. live.Select(row => (row.Aggregate, (Func<Case?, Decision<CaseEvent>>)(state => Decide(state!))))]);
            if (page.NextPageToken.Length == 0 || live.Count < page.Rows.Count)
                return;
            token = page.NextPageToken;
        }

        Decision<CaseEvent> Decide(Case state) => desk.Decide(call, state, new CaseCommand.StopClocks(known.Of(state.Region)));
    }
}
