namespace Aftersales.Complaints.Domain;

/// <summary>By what surveys are summed.</summary>
public enum SurveySlice
{
    Type,
    Channel,
    Agent,
}

/// <param name="Key">The type, channel or agent.</param>
/// <param name="Result">A score, or the name of the stage of what was not answered.</param>
public sealed record SurveyCount(SurveySlice Slice, string Key, string Result, long Count);

/// <summary>What came of the surveys of one type, channel or agent in a month (R-QLT-4).</summary>
/// <param name="Scores">How many gave 1, 2, 3, 4 and 5.</param>
public sealed record Satisfaction(SurveySlice Slice, string Key, ImmutableArray<long> Scores, long Declined, long Expired, long Waiting)
{
    public long Answered => Scores.Sum();

    public long Asked => Answered + Declined + Expired + Waiting;

    /// <summary>The mean score in hundredths, rounded half up; 0 without answers.</summary>
    public long Mean => Answered == 0 ? 0 : ((200 * Scores.Select((count, place) => count * (place + 1)).Sum()) + Answered) / (2 * Answered);

    /// <summary>The rows of a month, by slice and key.</summary>
    public static ImmutableArray<Satisfaction> Of(IEnumerable<SurveyCount> counts) =>
    [
        .. from count in counts
           group count by (count.Slice, count.Key) into row
           orderby row.Key.Slice, row.Key.Key
           select new Satisfaction(
               row.Key.Slice,
               row.Key.Key,
               [.. Enumerable.Range(1, 5).Select(score => Sum(row, $"{score}"))],
               Sum(row, nameof(SurveyStage.Declined)),
               Sum(row, nameof(SurveyStage.Expired)),
               Sum(row, nameof(SurveyStage.Waiting))) into row
           where row.Asked > 0
           select row,
    ];

    private static long Sum(IEnumerable<SurveyCount> counts, string result) => counts.Where(count => count.Result == result).Sum(count => count.Count);
}
