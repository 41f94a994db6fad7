using Aftersales.Platform.Store;
using Aftersales.Tracking.Domain;
using NodaTime;

namespace Aftersales.Tracking;

/// <summary>What comes onto which list when, and the orders whose clocks run, by region.</summary>
internal static class Outlook
{
    /// <summary>What comes onto a list, by time.</summary>
    public static string Ahead(TrackingList list) => $"ahead:{list}";

    /// <summary>Orders to look at again when the region's clocks are stopped or started.</summary>
    public static string Running(string region) => $"running:{region}";

    /// <summary>The key before those of a time and later.</summary>
    public static string Before(Instant at) => ListKeys.Of(at - Duration.Epsilon);

    public static IEnumerable<ListEntry> Of(string id, string region, OrderState order)
    {
        if (!order.Ahead.IsEmpty || order.Items.Any(i => i.IsLive))
            yield return new(Running(region), "", id, id);
        foreach (var finding in order.Ahead)
            yield return new(Ahead(finding.List), ListKeys.Of(finding.From), finding.Parcel.Length == 0 ? id : $"{id}/{finding.Parcel}", id);
    }
}
