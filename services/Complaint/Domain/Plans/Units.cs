namespace Aftersales.Complaints.Domain;

/// <summary>R-RET-2: a unit bought is in one live resolution only. Each piece of a line has a claim of its own.</summary>
public static class Units
{
    /// <summary>The claims of all pieces of the lines that a plan's steps hold.</summary>
    public static IReadOnlyList<string> All(string order, IEnumerable<Step> steps, OrderFacts facts) =>
        [.. steps.SelectMany(step => step.Task.Holds).Select(wanted => wanted.Line).Distinct().SelectMany(line => OfLine(order, line, facts))];

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
            var units = new List<string>();
            foreach (var wanted in step.Task.Holds)
            {
                var free = OfLine(order, wanted.Line, facts).Where(u => !taken.Contains(u) && !units.Contains(u)).Take(wanted.Quantity).ToList();
                if (free.Count < wanted.Quantity)
                    return step with { Stage = StepStage.Refused, Refusal = CaseReasons.UnitAlreadyHeld.Name };
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
    public static Refusal Held(string unit, string holder) =>
        new Refusal(CaseReasons.UnitAlreadyHeld, "a unit is in another return, refund or replacement already")
            .Rule("R-RET-2").With("line_id", unit.Split('/')[^2]).With("holder", holder);

    private static IEnumerable<string> OfLine(string order, string line, OrderFacts facts) =>
        Enumerable.Range(1, facts.Line(line)?.Quantity ?? 0).Select(n => $"{Prefix(order, line)}{n}");

    private static string Prefix(string order, string line) => $"unit/{order}/{line}/";
}
