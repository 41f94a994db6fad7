using System.Collections.Immutable;
using Aftersales.Kernel;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;
using Aftersales.Returns.Domain.Replacements;
using Aftersales.Returns.Ports;

namespace Aftersales.Returns.Features.Replacements;

/// <summary>
/// Places, cancels and follows the order of a replacement, under the number that was committed with the decision. It asks by that number before it
/// places: an earlier try may have got through without an answer, and a crash leaves no trace of it.
/// </summary>
public sealed class FollowOrder(ReplacementDesk desk, ReplacementBook replacements, IOrders orders) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        if ((await replacements.Find(item.Merchant, item.Aggregate, call.Cancel))?.State is { Order: { } order } state && !state.Stage.IsEnd())
            await desk.Change(item.Aggregate, call, new ReplacementCommand.Hear(await News(state, order, call)));
    }

    private async Task<OrderNews> News(Replacement state, PlatformOrder order, Call call) => (await orders.Find(order.No, call.Cancel), order.CallOff) switch
    {
        // Never placed, and not wanted any more.
        (null, { }) => new(OrderStanding.Cancelled),
        (null, null) => await orders.Place(state.ToPlace(order.No), call.Cancel),
        ({ Standing: OrderStanding.Placed }, { }) => await orders.Cancel(order.No, call.Cancel),
        ({ } known, _) => known,
    };
}

/// <summary>
/// The present step is overdue (R-CLK-4). Before goods count as late or lost the order platform is asked once; one that does not answer does not keep
/// the customer waiting.
/// </summary>
public sealed class PassReplacementDeadline(ReplacementDesk desk, ReplacementBook replacements, IOrders orders) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        var found = await replacements.Find(item.Merchant, item.Aggregate, call.Cancel);
        var news = found?.State is { Stage: ReplacementStage.Placed or ReplacementStage.Dispatched, Order: { } order } ? await AskOnce(order.No, call.Cancel) : null;
        await desk.Change(item.Aggregate, call, new ReplacementCommand.PassDeadline(news));
    }

    private async Task<OrderNews?> AskOnce(string orderNo, CancellationToken cancel)
    {
        try
        {
            return await orders.Find(orderNo, cancel);
        }
        catch (RefusedException away) when (away.Refusal.Reason.Kind == RefusalKind.Unavailable)
        {
            return null;
        }
    }
}

internal static class OrderMapping
{
    public static OrderToPlace ToPlace(this Replacement state, string orderNo) =>
        new(orderNo, state.OrderId, state.Kind, state.PaidBy, state.Value, state.Goods());

    public static ImmutableArray<OrderedGoods> Goods(this Replacement state) =>
        [.. state.Lines.Select(l => new OrderedGoods(l.LineId, l.Sku, l.Quantity, l.Part))];
}
