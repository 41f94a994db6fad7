using Aftersales.Complaints.Domain;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Store;

namespace Aftersales.Complaints;

/// <summary>Who is at work now, and with how many open cases (R-CASE-5).</summary>
public sealed class Teams(Rosters rosters, IStore store)
{
    public async Task<Team> Find(Call call)
    {
        var roster = await rosters.Find(call.Merchant, Roster.Id, call.Cancel);
        var workers = roster?.State.Workers.Values.Where(w => w.OnShift && w.Tier != Tier.Unspecified).ToImmutableArray() ?? [];
        if (workers.IsEmpty)
            return Team.Nobody;
        var counters = await store.Counters(call.Merchant, [.. workers.Select(w => CaseLists.LoadOf(w.Id))], call.Cancel);
        return new(workers, workers.ToImmutableDictionary(w => w.Id, w => counters.GetValueOrDefault(CaseLists.LoadOf(w.Id))));
    }
}
