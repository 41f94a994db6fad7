namespace Aftersales.Complaints.Domain;

/// <param name="Tier">People of this tier do it,</param>
/// <param name="Skill">and of them those with this skill; empty for all.</param>
/// <param name="WorkingDays">Until it is overdue; 0 is the day itself.</param>
public sealed record TaskRule(Tier Tier, string Skill, int WorkingDays);

/// <summary>Who does which task, and by when.</summary>
public static class TaskRules
{
    /// <summary>Where the table cannot be meant.</summary>
    public static IEnumerable<FieldProblem> Problems(this ImmutableDictionary<TaskKind, TaskRule> rules)
    {
        foreach (var kind in Enum.GetValues<TaskKind>().Where(kind => kind != TaskKind.Unspecified))
        {
            if (!rules.TryGetValue(kind, out var rule))
                yield return new("tasks", $"lacks {kind}");
            else if (rule.WorkingDays < 0 || rule.Tier == Tier.Unspecified || rule.Skill is null)
                yield return new($"tasks.{kind}", "needs a tier, a skill (empty for all) and working days that are not negative");
        }
    }
}
