namespace Aftersales.Complaints.Domain;

/// <summary>Handbook §9 as a merchant may change it.</summary>
/// <param name="Points">What each violation costs.</param>
/// <param name="ByType">What a case of a type is taken for from the moment it is opened; other violations are recorded by somebody.</param>
public sealed record ExposurePolicy(ImmutableDictionary<Violation, Penalty> Points, ImmutableDictionary<CaseType, Violation> ByType)
{
    /// <summary>Where the table cannot be meant.</summary>
    public IEnumerable<FieldProblem> Problems()
    {
        foreach (var violation in Enum.GetValues<Violation>().Where(v => v != Violation.Unspecified))
        {
            if (!Points.TryGetValue(violation, out var penalty))
                yield return new("exposure.points", $"lacks {violation}");
            else if (penalty.First < 0 || penalty.Again < penalty.First)
                yield return new($"exposure.points.{violation}", "must not be negative, and not less the second time");
        }

        foreach (var type in ByType.Where(entry => entry.Value == Violation.Unspecified))
            yield return new($"exposure.byType.{type.Key}", "must be a violation");
    }
}

/// <param name="First">Points of the shop's first in a calendar year.</param>
/// <param name="Again">Points of each further one in the same year.</param>
/// <param name="RemovesListing">Whether each further one has the listing removed.</param>
public sealed record Penalty(int First, int Again, bool RemovesListing = false);
