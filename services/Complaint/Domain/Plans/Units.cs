namespace Aftersales.Complaints.Domain;

/// <summary>R-RET-2: a unit bought is in one live resolution only, and a return in one plan. Each piece of a line has a claim of its own.</summary>
public static class Units
{
    private const string ReturnPrefix = "return/";

    /// <summary>The claim of the plan that follows a return.</summary>
    public static string OfReturn(string requested) => $"{ReturnPrefix}{requested}";

    /// <summary>The claims that decide what steps can have: of all pieces of their lines, and of returns that were requested already.</summary>
    public static IReadOnlyList<string> All(string order, IEnumerable<Step> steps, OrderFacts facts) =>
    [
        .. steps.SelectMany(step => step.Task.Holds).Select(wanted => wanted.Line).Distinct().SelectMany(line => OfLine(order, line, facts)),
        .. steps.Select(step => step.Target).OfType<string>().Select(OfReturn),
    ];

    /// <summary>
    /// Gives each step the first pieces that are free. A step for which too few are left gets none and is refused.
    /// </summary>
    /// <param name="holders">Who holds which claim.</param>
    public static ImmutableArray<Step> Choose(string order, IEnumerable<Step> steps, OrderFacts facts, IReadOnlyDictionary<string, string> holders)
    {
        var taken = holders.Keys.ToHashSet();
        return [.. steps.Select(Chosen)];

        Step Chosen(Step step)
        {
            if (step.Task.Holds.IsEmpty)
                return step;
            if (step.Target is { } requested && taken.Contains(OfReturn(requested)))
                return Refused(step);
            var units = new List<string>();
            foreach (var wanted in step.Task.Holds)
            {
                var free = OfLine(order, wanted.Line, facts).Where(u => !taken.Contains(u) && !units.Contains(u)).Take(wanted.Quantity).ToList();
                if (free.Count < wanted.Quantity)
                    return Refused(step);
                units.AddRange(free);
            }

            taken.UnionWith(units);
            return step with { Units = [.. units] };
        }
    }

    /// <summary>The claims that stay when only these pieces were accepted; the others are free again.</summary>
    public static ImmutableArray<string> Keep(string order, ImmutableArray<string> units, IEnumerable<LineQuantity> pieces) =>
        [.. pieces.SelectMany(p => units.Where(u => u.StartsWith(Prefix(order, p.Line), StringComparison.Ordinal)).Take(p.Quantity))];

    /// <summary>The refusal of a claim that somebody else holds.</summary>
    public static Refusal Held(string claim, string holder)
    {
        var refusal = new Refusal(CaseReasons.UnitAlreadyHeld, "it is in another return, refund or replacement already")
            .Rule("R-RET-2").With("holder", holder);
        return claim.StartsWith(ReturnPrefix, StringComparison.Ordinal) ? refusal : refusal.With("line_id", claim.Split('/')[^2]);
    }

    private static Step Refused(Step step) => step with { Stage = StepStage.Refused, Refusal = CaseReasons.UnitAlreadyHeld.Name };

    private static IEnumerable<string> OfLine(string order, string line, OrderFacts facts) =>
        Enumerable.Range(1, facts.Line(line)?.Quantity ?? 0).Select(n => $"{Prefix(order, line)}{n}");

    private static string Prefix(string order, string line) => $"unit/{order}/{line}/";
}
