using System.Globalization;
using Aftersales.Platform.Aggregates;

namespace Aftersales.Complaints.Queries;

/// <summary>A place in a timeline: the versions up to which the case and its plans were read.</summary>
public sealed record TimelinePlace(string Case, long Version, ImmutableSortedDictionary<string, long> Plans)
{
    private const char Between = ' ';

    /// <exception cref="RefusedException">PAGE_TOKEN_INVALID.</exception>
    public static TimelinePlace Read(string caseId, string token)
    {
        var parts = PageTokens.Read(List(caseId), token) is (var key, _) ? key.Split(Between) : ["0"];
        var plans = parts.Skip(1).Chunk(2).ToList();
        if (plans.Exists(plan => plan.Length < 2) || plans.DistinctBy(plan => plan[0]).Count() < plans.Count)
            throw PageTokens.Invalid();
        return new(caseId, Number(parts[0]), plans.ToImmutableSortedDictionary(plan => plan[0], plan => Number(plan[1]), StringComparer.Ordinal));
    }

    public string Write() => PageTokens.Write(
        List(Case), string.Join(Between, Plans.SelectMany(plan => new[] { plan.Key, Text(plan.Value) }).Prepend(Text(Version))), "");

    /// <summary>The place after an entry.</summary>
    public TimelinePlace After(TimelineItem item) => item.Plan is { } plan
        ? this with { Plans = Plans.SetItem(plan, item.Stored.Version) }
        : this with { Version = item.Stored.Version, Plans = item.Begins is { } begun && !Plans.ContainsKey(begun) ? Plans.Add(begun, 0) : Plans };

    private static string List(string caseId) => $"timeline/{caseId}";

    private static string Text(long version) => version.ToString(CultureInfo.InvariantCulture);

    private static long Number(string version) => long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw PageTokens.Invalid();
}
