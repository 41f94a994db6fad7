using Aftersales.Complaints.Domain;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Store;

namespace Aftersales.Complaints.Queries;

/// <summary>How soon customers were answered, from the sums that the cases keep (R-CLK-1).</summary>
public sealed class ReadResponseTimes(IStore store)
{
    private const int Percentile = 90;

    private static readonly Duration Norm = Duration.FromSeconds(60);

    public async Task<GetResponseTimesResponse> Handle(GetResponseTimesRequest request, Call call)
    {
        var days = Period.Of(request.Month, request.Day).Text;
        var agent = Desk.Own(request.AgentId, "agent_id", call);
        var counts = await Under(ResponseSums.CountsOf(days));
        var times = (await Under(ResponseSums.TimesOf(days))).ToLookup(sum => (sum.Of.Agent, sum.Of.First), sum => sum.Value);
        return new()
        {
            Figures =
            {
                from sum in counts
                group sum by (sum.Of.Agent, sum.Of.First) into responses
                orderby responses.Key.Agent, !responses.Key.First
                select Figures(responses.Key.Agent, responses.Key.First, responses.Select(sum => (sum.Of.Band, sum.Value)), times[responses.Key].Sum()),
            },
        };

        async Task<List<((string Agent, bool First, int Band) Of, long Value)>> Under(string prefix) =>
        [
            .. from counter in await store.AllUnder(call.Merchant, prefix, call.Cancel)
               let of = ResponseSums.Read(counter.Name)
               where agent.Length == 0 || of.Agent == agent
               select (of, counter.Value),
        ];
    }

    private static ResponseFigures Figures(string agent, bool first, IEnumerable<(int Band, long Count)> sums, long milliseconds)
    {
        var counts = sums.GroupBy(sum => sum.Band).ToDictionary(band => band.Key, band => band.Sum(sum => sum.Count));
        var all = counts.Values.Sum();
        return new()
        {
            AgentId = agent,
            First = first,
            Count = all,
            Mean = Duration.FromMilliseconds(milliseconds / all).ToContract(),
            P90 = ResponseBands.Percentile(counts, Percentile) is { } band ? ResponseBands.End(band)?.ToContract() : null,
            WithinMinutePercent = (int)(100 * counts.Where(entry => ResponseBands.End(entry.Key) <= Norm).Sum(entry => entry.Value) / all),
        };
    }
}
