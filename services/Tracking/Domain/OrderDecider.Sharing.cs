using Aftersales.Kernel;

namespace Aftersales.Tracking.Domain;

/// <summary>Who gets an order's items (R-CASE-5).</summary>
public sealed partial class OrderDecider
{
    /// <param name="order">The order.</param>
    /// <param name="team">Who is at work.</param>
    /// <param name="left">Somebody who left: what they worked on is shared out again. Null for nobody.</param>
    public static Decision<OrderEvent> Share(OrderState order, Team team, string? left)
    {
        var shared = new List<OrderEvent>();
        foreach (var item in order.Items.Where(i => i.State == ItemState.Open || (i.State == ItemState.Taken && i.Owner == left)))
        {
            var to = team.For(item.Finding.List);
            if (to is not null)
                team = team.WithOneMore(to);
            if (to != item.Owner || !item.IsShared)
                shared.Add(new ItemShared(item.Number, to));
        }

        return Decision<OrderEvent>.Of(shared);
    }
}
