namespace Aftersales.Complaints.Domain;

/// <summary>How long one kind of clock runs, by case type and tier; the most exact entry counts.</summary>
/// <param name="Otherwise">Where neither <paramref name="Types"/> nor <paramref name="Tiers"/> says more.</param>
public sealed record ClockRule(
    Target Otherwise,
    ImmutableDictionary<Tier, Target>? Tiers = null,
    ImmutableDictionary<CaseType, ImmutableDictionary<Tier, Target>>? Types = null)
{
    public Instant Due(CaseType type, Tier tier, Instant from, BusinessCalendar calendar) => For(type, tier).Due(from, calendar);

    private Target For(CaseType type, Tier tier) =>
        Types?.GetValueOrDefault(type)?.GetValueOrDefault(tier) ?? Tiers?.GetValueOrDefault(tier) ?? Otherwise;

    /// <param name="path">Where it stands in the policy.</param>
    public IEnumerable<FieldProblem> Problems(string path) =>
    [
        .. Otherwise.Problems($"{path}.otherwise"),
        .. Of(Tiers, $"{path}.tiers"),
        .. (Types ?? ImmutableDictionary<CaseType, ImmutableDictionary<Tier, Target>>.Empty).SelectMany(type => type.Key == CaseType.Unspecified
            ? [new FieldProblem($"{path}.types", "names case types")]
            : Of(type.Value, $"{path}.types.{type.Key}")),
    ];

    private static IEnumerable<FieldProblem> Of(ImmutableDictionary<Tier, Target>? tiers, string path) =>
        (tiers ?? ImmutableDictionary<Tier, Target>.Empty).SelectMany(tier => tier.Key == Tier.Unspecified
            ? [new FieldProblem(path, "names tiers")]
            : tier.Value.Problems($"{path}.{tier.Key}"));
}
