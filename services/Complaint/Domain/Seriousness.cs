namespace Aftersales.Complaints.Domain;

/// <summary>R-CASE-3: severity follows from amount, repeats, violation exposure and safety; the gravest of them counts.</summary>
public static class Seriousness
{
    /// <param name="points">Violation points that the case risks.</param>
    public static Severity Of(CaseType type, ImmutableArray<LineQuantity> lines, int repeats, int points, OrderFacts? order, SeverityPolicy policy)
    {
        var repeated = repeats >= policy.CriticalRepeats ? Severity.Critical : repeats >= policy.HighRepeats ? Severity.High : Severity.Low;
        return Gravest(OfAmount(lines, order, policy), repeated, OfExposure(points, policy), OfSafety(type, lines, order, policy));
    }

    public static Severity OfExposure(int points, SeverityPolicy policy) => points >= policy.ExposedFrom ? Severity.High : Severity.Low;

    /// <summary>From L2 on for high and critical cases, at once.</summary>
    public static Tier StartsOn(Severity severity) => severity >= Severity.High ? Tier.L2 : Tier.L1;

    private static Severity OfAmount(ImmutableArray<LineQuantity> lines, OrderFacts? order, SeverityPolicy policy)
    {
        if (order is null)
            return Severity.Low;
        var amount = lines.IsEmpty
            ? order.Paid
            : Money.Sum(Concerned(lines, order).Select(c => c.Line.Paid.Times(c.Quantity, c.Line.Quantity)), order.Paid.Currency);
        return amount >= policy.CriticalFrom ? Severity.Critical
            : amount >= policy.HighFrom ? Severity.High
            : amount >= policy.LowBelow ? Severity.Normal
            : Severity.Low;
    }

    private static Severity OfSafety(CaseType type, ImmutableArray<LineQuantity> lines, OrderFacts? order, SeverityPolicy policy)
    {
        if (order is null || !policy.SafetyTypes.Contains(type))
            return Severity.Low;
        var goods = lines.IsEmpty ? order.Lines : Concerned(lines, order).Select(c => c.Line);
        return goods.Any(line => policy.SafetyCategories.Contains(line.Category)) ? Severity.High : Severity.Low;
    }

    private static IEnumerable<(OrderedLine Line, int Quantity)> Concerned(ImmutableArray<LineQuantity> lines, OrderFacts order) =>
        from wanted in lines
        let line = order.Line(wanted.Line)
        where line is not null
        select (line, wanted.Quantity);

    private static Severity Gravest(params ReadOnlySpan<Severity> found)
    {
        var gravest = Severity.Low;
        foreach (var severity in found)
            gravest = severity > gravest ? severity : gravest;
        return gravest;
    }
}
