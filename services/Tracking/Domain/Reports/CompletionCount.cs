using NodaTime;

namespace Aftersales.Tracking.Domain;

/// <summary>Counts orders for a completion report, one by one (R-TRK-4).</summary>
public sealed class CompletionCount(WatchTerms terms, Instant now)
{
    private readonly SortedDictionary<string, Row> rows = new(StringComparer.Ordinal);

    public CompletionReport Report => new(now, [.. rows.Select(r => r.Value.Counted(r.Key))]);

    public void Add(OrderState state)
    {
        var order = new OrderView(state);
        if (order.PaidAt is null || order.Status == Status.Cancelled)
            return;
        if (!rows.TryGetValue(order.Region, out var row))
            rows[order.Region] = row = new();
        if (order.Status is Status.Signed or Status.Settled)
            row.Completed++;
        else
            row.Open[ReasonOf(state, order)] = row.Open.GetValueOrDefault(ReasonOf(state, order)) + 1;
    }

    private OpenReason ReasonOf(OrderState state, OrderView order)
    {
        return order switch
        {
            _ when terms.StopsOf(order.Region).Any(stop => stop.From < now && stop.Until > order.PlacedAt) => OpenReason.Disaster,
            _ when order.Shortages.Any() => OpenReason.ShortPicked,
            _ when IsOn(TrackingList.Oversold) => OpenReason.Oversold,
            { Status: Status.Paid } => OpenReason.Undispatched,
            _ when IsOn(TrackingList.NoMovement) => OpenReason.NoMovement,
            _ => OpenReason.UnderWay,
        };

        bool IsOn(TrackingList list) => state.Items.Any(i => i.IsLive && i.Finding.List == list);
    }

    private sealed class Row
    {
        public int Completed { get; set; }

        public SortedDictionary<OpenReason, int> Open { get; } = [];

        public CompletionRow Counted(string region) =>
            new(region, Completed + Open.Values.Sum(), Completed, [.. Open.Select(o => new OpenOrders(o.Key, o.Value))]);
    }
}
