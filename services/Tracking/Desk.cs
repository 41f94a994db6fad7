using System.Collections.Immutable;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Policies;
using Aftersales.Tracking.Domain;
using NodaTime;

namespace Aftersales.Tracking;

/// <summary>By what an order is decided on: the merchant's policy and the disasters declared.</summary>
public sealed class Desk(Aggregates<Disaster, DisasterEvent> disasters, Policies<TrackingPolicy> policies, BusinessCalendar calendar)
{
    /// <summary>Disasters that count at one time.</summary>
    public const int MostDisasters = 400;

    // What ended longer ago moves no deadline by which an order could still leave a list.
    private static readonly Duration Remembered = Duration.FromDays(120);

    public TrackingPolicy Policy(Call call) => policies.For(call.Merchant);

    public async Task<OrderDecider> Decider(Call call) => new(await Terms(call), call.Now);

    public async Task<WatchTerms> Terms(Call call) => new(
        Policy(call).Watch,
        calendar,
        [.. (await Counting(call)).Select(row => (row.State.Regions, new Stop(row.State.From, row.State.Until)))]);

    /// <summary>The disasters that clocks heed.</summary>
    public async Task<IReadOnlyList<PageRow<Disaster>>> Counting(Call call)
    {
        var after = PageTokens.Write(DisasterAggregate.List, ListKeys.Of(call.Now - Remembered), "");
        return (await disasters.List(call, DisasterAggregate.List, MostDisasters, after)).Rows;
    }
}
