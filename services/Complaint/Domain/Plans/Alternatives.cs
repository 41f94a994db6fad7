namespace Aftersales.Complaints.Domain;

/// <summary>What can take the place of a step that was refused.</summary>
public static class Alternatives
{
    /// <summary>
    /// The steps that do it instead; null where it is no alternative. Goods stay the same: a refund names none and is of the step's, others name just these.
    /// </summary>
    /// <remarks>
    /// What is owed for something that was done already is not bargained away: of a return's exchange the goods are refunded, and its refund, or money that
    /// was granted, is asked for again until it is paid.
    /// </remarks>
    public static ImmutableArray<Step>? Of(Plan plan, Step step, Remedy alternative)
    {
        var goods = GoodsOf(step.Task);
        return (step.Task, alternative) switch
        {
            (SendGoods { Supply: SupplyKind.Exchange, Return: { } returned }, RefundRemedy { Freight: null }) =>
                [new(plan.NextStep(0), new PayBack(goods, null, null, AfterReturn: true, Return: returned), step.DependsOn)],
            _ when !step.DependsOn.IsEmpty => null,
            (Compensate, CompensationRemedy) => PlanBlueprint.Further(plan, alternative, []),
            (ReturnGoods or RepairGoods or SendGoods { Supply: SupplyKind.Order }, RefundRemedy { Lines.IsEmpty: true, Freight: null } refund) =>
                PlanBlueprint.Further(plan, refund with { Lines = goods }, []),
            (PayBack { Lines.IsEmpty: false } or ReturnGoods or RepairGoods or SendGoods { Supply: SupplyKind.Order }, ReplacementRemedy replacement)
                when Same(replacement.Goods, goods) => PlanBlueprint.Further(plan, replacement, []),
            (SendGoods { Supply: SupplyKind.Part or SupplyKind.Order } or RepairGoods or ReturnGoods, CompensationRemedy) => PlanBlueprint.Further(plan, alternative, goods),
            _ => null,
        };
    }

    /// <summary>The goods that a step is about.</summary>
    public static ImmutableArray<LineQuantity> GoodsOf(StepTask task) => task switch
    {
        ReturnGoods t => t.Lines,
        RepairGoods t => t.Lines,
        PayBack t => t.Lines,
        SendGoods { Supply: not SupplyKind.Gift } t => [.. t.Lines.Select(line => line.Goods)],
        Compensate t => t.About,
        _ => [],
    };

    private static bool Same(IEnumerable<LineQuantity> wanted, IEnumerable<LineQuantity> goods) => Counted(wanted).SetEquals(Counted(goods));

    private static HashSet<(string, int)> Counted(IEnumerable<LineQuantity> goods) =>
        [.. goods.GroupBy(piece => piece.Line).Select(line => (line.Key, line.Sum(piece => piece.Quantity)))];
}
