namespace Aftersales.Complaints.Domain;

/// <summary>How soon a customer is answered (R-CLK-1).</summary>
/// <param name="Channels">By the channel that they wrote by. A case that comes in by another one has nobody waiting for a first answer.</param>
/// <param name="Others">For messages by other channels.</param>
/// <param name="Escalates">Whether a late answer passes the case up a tier, too.</param>
public sealed record ResponseRule(ImmutableDictionary<Channel, Target> Channels, ClockRule Others, bool Escalates = false)
{
    public Instant Due(Channel channel, CaseType type, Tier tier, Instant from, BusinessCalendar calendar) =>
        Channels.TryGetValue(channel, out var target) ? target.Due(from, calendar) : Others.Due(type, tier, from, calendar);

    /// <param name="path">Where it stands in the policy.</param>
    public IEnumerable<FieldProblem> Problems(string path) =>
    [
        .. Channels.SelectMany(channel => channel.Key == Channel.Unspecified
            ? [new FieldProblem($"{path}.channels", "names channels")]
            : channel.Value.Problems($"{path}.channels.{channel.Key}")),
        .. Others.Problems($"{path}.others"),
    ];
}
