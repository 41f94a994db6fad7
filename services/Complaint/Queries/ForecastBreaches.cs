using Aftersales.Complaints.Domain;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Store;
using Tier = Aftersales.Complaints.Domain.Tier;

namespace Aftersales.Complaints.Queries;

/// <summary>What is breached soon unless somebody does something: read from an index by due time.</summary>
public sealed class ForecastBreaches(Cases cases, IStore store)
{
    private const int DefaultMinutes = 60;

    private static readonly Tier[] Tiers = [.. Enum.GetValues<Tier>().Except([Tier.Unspecified])];

    public async Task<ForecastBreachesResponse> Handle(ForecastBreachesRequest request, Call call)
    {
        var until = call.Now + Duration.FromMinutes(request.Minutes == 0 ? DefaultMinutes : request.Minutes);
        var page = await cases.List(call, ListOf(request), request.PageSize, request.PageToken);
        var rows = page.Rows.TakeWhile(row => row.State.Breachable[0].Due <= until).ToList();
        var answer = new ForecastBreachesResponse
        {
            Cases =
            {
                rows.Select(row => new ForecastCase
                {
                    CaseId = row.Aggregate,
                    OwnerId = row.State.Owner ?? "",
                    Tier = (Contracts.Tier)row.State.Tier,
                    Clocks = { row.State.Breachable.TakeWhile(clock => clock.Due <= until).Select(clock => clock.ToContract()) },
                }),
            },
            NextPageToken = rows.Count < page.Rows.Count ? "" : page.NextPageToken,
        };
        foreach (var tier in request.OwnerId.Length > 0 ? [] : request.Tier == 0 ? Tiers : [(Tier)request.Tier])
            answer.Counts.Add(new TierCount { Tier = (Contracts.Tier)tier, Cases = await Count(ClockLists.ForecastOf(tier)) });
        answer.Total = request.OwnerId.Length > 0 ? await Count(ClockLists.ForecastOf(request.OwnerId)) : answer.Counts.Sum(count => count.Cases);
        return answer;

        Task<long> Count(string list) => store.Count(call.Merchant, list, TimeKey.Of(until + Duration.FromMilliseconds(1)), call.Cancel);
    }

    private static string ListOf(ForecastBreachesRequest request) => (request.OwnerId, request.Tier) switch
    {
        ("", 0) => ClockLists.Forecast,
        ("", var tier) => ClockLists.ForecastOf((Tier)tier),
        (var owner, 0) => ClockLists.ForecastOf(owner),
        _ => throw new RefusedException(CaseReasons.Invalid("tier", "a tier or an owner is given, not both")),
    };
}
