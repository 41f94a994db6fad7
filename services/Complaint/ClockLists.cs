using System.Globalization;
using Aftersales.Complaints.Domain;
using Aftersales.Platform.Store;

namespace Aftersales.Complaints;

/// <summary>Lists that breaches and running clocks stand in.</summary>
internal static class ClockLists
{
    /// <summary>Breaches that call for the supervisor.</summary>
    public const string Alerts = "alerts";

    /// <summary>Cases by the clock that runs out first, those that wait for the customer alone left out.</summary>
    public const string Forecast = "forecast";

    public static string ForecastOf(Tier tier) => $"forecast/tier/{tier}";

    public static string ForecastOf(string owner) => $"forecast/owner/{owner}";

    /// <summary>Breaches of a month such as <c>2026-06</c>.</summary>
    public static string Breaches(string month) => $"breaches/{month}";

    public static string Breaches(string month, string heldBy) => $"breaches/{month}/{heldBy}";

    /// <summary>Cases whose clocks the region's disasters stop.</summary>
    public static string InRegion(string region) => $"region/{region}";

    /// <summary>Number of a breach within its case.</summary>
    public static int NumberOf(string item) => int.Parse(item.AsSpan(item.LastIndexOf('.') + 1), CultureInfo.InvariantCulture);

    public static IEnumerable<ListEntry> Of(string id, Case state, BusinessCalendar calendar)
    {
        if (state.Breachable is [var first, ..])
        {
            yield return new(Forecast, TimeKey.Of(first.Due), id, id);
            yield return new(ForecastOf(state.Tier), TimeKey.Of(first.Due), id, id);
            if (state.Owner is { } owner)
                yield return new(ForecastOf(owner), TimeKey.Of(first.Due), id, id);
        }

        foreach (var breach in state.BreachList)
        {
            var (item, key, day) = ($"{id}.{breach.Number}", TimeKey.Of(breach.At), calendar.Today(breach.At));
            var month = $"{day.Year:D4}-{day.Month:D2}";
            yield return new(Breaches(month), key, item, id);
            if (breach.HeldBy is { } holder)
                yield return new(Breaches(month, holder), key, item, id);
            if (breach is { Alerts: true, SeenBy: null })
                yield return new(Alerts, key, item, id);
        }

        if (state is { Stage: not CaseStage.Closed, Region.Length: > 0 })
            yield return new(InRegion(state.Region), "", id, id);
    }
}
