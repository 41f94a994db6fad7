using System.Collections.Immutable;

namespace Aftersales.Tracking.Domain;

/// <summary>Which items and cases follow from what is found about an order (R-TRK-2, R-TRK-3).</summary>
public sealed partial class OrderDecider
{
    private (ImmutableArray<Finding> Ahead, List<OrderEvent> Changes) Reconcile(OrderState order)
    {
        var findings = Watching.Of(new(order), terms).ToList();
        var due = findings.Where(f => f.From <= now).GroupBy(f => f.About).ToDictionary(g => g.Key, g => g.MaxBy(f => f.List)!);
        var changes = new List<OrderEvent>();
        foreach (var item in order.Items.Where(i => i.IsLive))
            if (!due.Remove(item.Finding.About, out var finding))
                changes.Add(new ItemClosed(item.Number, now));
            else if (finding != item.Finding)
                changes.Add(new ItemMoved(item.Number, finding, Graver: finding.List > item.Finding.List));
        var number = order.Items.Length;
        foreach (var finding in due.Values.OrderBy(f => f.List).ThenBy(f => f.Parcel, StringComparer.Ordinal))
            changes.Add(new ItemListed(++number, finding, now));
        changes.AddRange(Cases(changes.Aggregate(order, Evolve)));
        return ([.. findings.Where(f => f.From > now)], changes);
    }

    /// <summary>One case for all that waits for dispatch and one for all that waits for delivery; of several items the one of the first list tells its type.</summary>
    private static IEnumerable<OrderEvent> Cases(OrderState order)
    {
        var number = order.Cases.Length;
        foreach (var wait in Enum.GetValues<WaitsFor>())
        {
            var asking = order.Items.Where(i => i.IsLive && i.Finding.List.WaitsFor() == wait).MinBy(i => i.Finding.List);
            var asked = order.Cases.FirstOrDefault(c => !c.IsSpared && c.Finding.List.WaitsFor() == wait);
            if (asking is not null && asked is null)
                yield return new CaseAsked(++number, asking.Number);
            if (asking is null && asked is not null)
                yield return new CaseSpared(asked.Number);
        }
    }
}
