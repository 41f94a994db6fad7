using Aftersales.Kernel;

namespace Aftersales.Returns.Domain;

/// <summary>What is wrong with a policy that can be read: each with its place.</summary>
public static class PolicyProblems
{
    public static IEnumerable<FieldProblem> Of(ReturnPolicy policy)
    {
        var problems = policy.Reasons.SelectMany((root, i) => Tree($"reasons[{i}]", root, null)).Concat(Numbers(policy)).ToList();
        // The rest asks the tree, which has to be sound for that.
        return problems.Count > 0 ? problems : [.. Codes(policy), .. References(policy)];
    }

    private static IEnumerable<FieldProblem> Tree(string path, ReasonNode node, ReasonNode? above)
    {
        if (string.IsNullOrWhiteSpace(node.Code) || string.IsNullOrWhiteSpace(node.Zh) || string.IsNullOrWhiteSpace(node.En))
            yield return new(path, "code, zh and en are needed");
        if (above is not null && !node.Code.StartsWith($"{above.Code}.", StringComparison.Ordinal))
            yield return new($"{path}.code", $"begins with '{above.Code}.'");
        var whole = above is null ? node : node.Under(above);
        if (whole.WindowDays is < 1)
            yield return new($"{path}.windowDays", "1 or more");
        if (whole.Evidence is { Count: < 0 or > 20 })
            yield return new($"{path}.evidence.count", "0 to 20");
        foreach (var (field, missing) in new[] { ("reason", whole.Reason is null), ("fault", whole.Fault is null), ("caseType", whole.CaseType is null) })
            if (missing && node.Children.IsEmpty)
                yield return new($"{path}.{field}", "is missing, here and above");
        foreach (var problem in node.Children.SelectMany((child, i) => Tree($"{path}.children[{i}]", child, whole)))
            yield return problem;
    }

    private static IEnumerable<FieldProblem> Numbers(ReturnPolicy p)
    {
        var days = new (string Name, int Value)[]
        {
            ("perishableHours", p.PerishableHours), ("pickupDays", p.PickupDays), ("shipDays", p.ShipDays), ("transitDays", p.TransitDays),
            ("inspectionDays", p.InspectionDays), ("missedPickupDays", p.MissedPickupDays), ("disputeDays", p.DisputeDays),
            ("resolutionDays", p.ResolutionDays), ("claimDays", p.ClaimDays), ("pickup.pieceGrams", p.Pickup.PieceGrams), ("pickup.slotMinutes", p.Pickup.SlotMinutes),
            ("pickup.attempts", p.Pickup.Attempts), ("pickup.askHours", p.Pickup.AskHours), ("pickup.unmatchedDays", p.Pickup.UnmatchedDays),
        };
        foreach (var (name, _) in days.Where(d => d.Value < 1))
            yield return new(name, "1 or more");
        var amounts = new (string Name, Money Value)[]
        {
            ("notCollectedUpTo", p.NotCollectedUpTo), ("freight.firstKilogram", p.Freight.FirstKilogram), ("freight.furtherKilogram", p.Freight.FurtherKilogram),
            ("freight.keepOfferAbove", p.Freight.KeepOfferAbove), ("freight.outboundWhenFree", p.Freight.OutboundWhenFree), ("fee.cap", p.Fee.Cap),
        };
        foreach (var (name, _) in amounts.Where(a => a.Value.IsNegative || a.Value.Currency != Currency.Cny))
            yield return new(name, "an amount of CNY, not negative");
        foreach (var (name, _) in new[] { ("pickup.leadHours", p.Pickup.LeadHours), ("pickup.reschedules", p.Pickup.Reschedules) }.Where(n => n.Item2 < 0))
            yield return new(name, "0 or more");
        if (p.Pickup.To.TickOfDay - p.Pickup.From.TickOfDay < p.Pickup.SlotMinutes * NodaTime.NodaConstants.TicksPerMinute)
            yield return new("pickup.to", "slotMinutes after from at least");
        if (p.Fee.Rate > Percent.Of(100))
            yield return new("fee.rate", "at most 100%");
        if (!p.Restock.Any(r => r.Conditions.IsEmpty && r.Categories.IsEmpty && r.Faults.IsEmpty))
            yield return new("restock", "one rule has to cover everything else");
    }

    private static IEnumerable<FieldProblem> Codes(ReturnPolicy policy)
    {
        foreach (var twice in policy.Leaves.GroupBy(l => l.Code).Where(g => g.Count() > 1))
            yield return new("reasons", $"'{twice.Key}' is there twice");
        foreach (var reason in Enum.GetValues<ReturnReason>().Where(r => policy.Leaves.All(l => l.Reason != r)))
            yield return new("reasons", $"nothing of the class {reason}");
    }

    private static IEnumerable<FieldProblem> References(ReturnPolicy policy)
    {
        foreach (var (rule, i) in policy.ScrapList.Select((rule, i) => (rule, i)))
            foreach (var code in rule.Reasons.Where(code => policy.Leaf(code) is null))
                yield return new($"scrapList[{i}].reasons", $"'{code}' is no leaf of the catalogue");
        foreach (var (door, code) in policy.DoorReasons.Where(d => policy.Leaf(d.Value)?.Reason != ReturnReason.RefusedDelivery))
            yield return new($"doorReasons.{door}", $"'{code}' is no leaf of the class {ReturnReason.RefusedDelivery}");
        foreach (var id in policy.Overrides.Keys.Where(id => !RuleIds.Overridable.Contains(id)))
            yield return new($"overrides.{id}", "no rule of that id can be overridden");
    }
}
