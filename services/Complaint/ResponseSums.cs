using System.Globalization;
using Aftersales.Complaints.Domain;
using Aftersales.Platform.Aggregates;
using NodaTime.Text;

namespace Aftersales.Complaints;

/// <summary>
/// How often an agent answered how soon on a day, counted with the cases (R-CLK-1). A day's counts of an agent are the agent's own rows: only their own
/// answers wait for one another.
/// </summary>
internal static class ResponseSums
{
    private const string Counts = "responses";
    private const string Times = "response-times";

    public static IEnumerable<Share> Of(Case state) => state.Talk.Responses
        .Select(sum => new Share($"{Counts}/{Name(sum)}/{sum.Band:D2}", sum.Count, long.MaxValue))
        .Concat(state.Talk.Responses.GroupBy(Name).Select(sums => new Share($"{Times}/{sums.Key}", sums.Sum(sum => sum.Milliseconds), long.MaxValue))
            .Where(share => share.Amount > 0));

    /// <param name="days">A day or a month, as in <c>2026-06-02</c> or <c>2026-06</c>.</param>
    public static string CountsOf(string days) => $"{Counts}/{days}";

    /// <inheritdoc cref="CountsOf"/>
    public static string TimesOf(string days) => $"{Times}/{days}";

    /// <summary>Whose responses a counter counts; the band is -1 where it sums times.</summary>
    public static (string Agent, bool First, int Band) Read(string counter) => counter.Split('/') switch
    {
        [Counts, _, var agent, var turn, var band] => (Uri.UnescapeDataString(agent), turn == Turn(true), int.Parse(band, CultureInfo.InvariantCulture)),
        [Times, _, var agent, var turn] => (Uri.UnescapeDataString(agent), turn == Turn(true), -1),
        _ => throw new FormatException($"{counter} counts no responses"),
    };

    // A slash in an agent's id must not look like one between the parts.
    private static string Name(ResponseSum sum) => $"{LocalDatePattern.Iso.Format(sum.Day)}/{Uri.EscapeDataString(sum.Agent)}/{Turn(sum.First)}";

    private static string Turn(bool first) => first ? "first" : "next";
}
