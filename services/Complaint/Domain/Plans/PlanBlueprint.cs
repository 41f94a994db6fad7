namespace Aftersales.Complaints.Domain;

/// <summary>From what was agreed on to the steps that do it.</summary>
public static class PlanBlueprint
{
    /// <summary>The plan of an accepted offer.</summary>
    public static Plan Of(Case state, Offer offer, string plan)
    {
        var steps = new List<Step>();
        foreach (var remedy in offer.Remedies)
            Add(steps, plan, remedy, state.Lines);
        var follows = offer.Remedies.OfType<ReturnRemedy>().FirstOrDefault()?.Return;
        return new(plan, state.Id, state.Order!, state.Customer, state.Type, state.Party, EvidenceOf(state), offer.By, [.. steps])
        {
            Errand = follows is null ? ReturnErrand.None : ReturnErrand.AttachCase,
        };
    }

    /// <summary>The plan of a return that the customer requested directly.</summary>
    public static Plan OfDirectReturn(Case state, string plan, string requested)
    {
        var steps = new List<Step>();
        Add(steps, plan, new ReturnRemedy(state.Lines, requested), []);
        return new(plan, state.Id, state.Order!, state.Customer, state.Type, state.Party, [], Person.Customer(state.Customer), [.. steps])
        {
            DirectReturn = requested,
            Errand = ReturnErrand.AttachCase,
        };
    }

    /// <summary>The plan of cash that a rule owes (R-COMP-4): the suite itself decides it.</summary>
    public static Plan OfOwedCash(Case state, string plan, OwedCash owed)
    {
        var steps = new List<Step>();
        Add(steps, plan, new CompensationRemedy(GrantKind.Cash, owed.Amount), []);
        return new(plan, state.Id, state.Order!, state.Customer, state.Type, state.Party, [], Person.Suite, [.. steps]);
    }

    /// <summary>Steps that do one thing more, after all that a plan has.</summary>
    /// <param name="about">The goods concerned, where the remedy names none.</param>
    public static ImmutableArray<Step> Further(Plan plan, Remedy remedy, ImmutableArray<LineQuantity> about)
    {
        var steps = new List<Step>(plan.Steps);
        Add(steps, plan.Id, remedy, about);
        return [.. steps.Skip(plan.Steps.Length)];
    }

    /// <summary>What stands for a line of the order where a gift goes out.</summary>
    private const string GiftLine = "gift";

    private static Grounds NoGrounds => new(false, false, false, false);

    private static ImmutableArray<string> EvidenceOf(Case state) => [.. state.Evidence.Select(e => e.Id)];

    private static void Add(List<Step> steps, string plan, Remedy remedy, ImmutableArray<LineQuantity> about)
    {
        switch (remedy)
        {
            case ReturnRemedy r:
                var back = Next(new ReturnGoods(r.Lines)) with { Target = r.Return };
                steps.Add(r.Return is null ? back : back with { Stage = StepStage.Running });
                steps.Add(Next(new PayBack([], null, null, AfterReturn: true), back.Id));
                break;
            case ExchangeRemedy e:
                var exchanged = Next(new ReturnGoods(e.Goods));
                steps.Add(exchanged);
                steps.Add(Next(new SendGoods(SupplyKind.Exchange, e.Lines, NoGrounds), exchanged.Id));
                break;
            case ReplacementRemedy r:
                steps.Add(Next(new SendGoods(SupplyKind.Order, r.Lines, r.Grounds, Follows: r.Follows)));
                break;
            case PartRemedy p:
                steps.Add(Next(new SendGoods(SupplyKind.Part, [new(p.Piece.Line, p.Piece.Quantity)], NoGrounds, Part: p.Part)));
                break;
            case RepairRemedy r:
                steps.Add(Next(new RepairGoods(r.Lines, r.Wish)));
                break;
            case RefundRemedy r:
                steps.Add(Next(new PayBack(r.Lines, r.Freight, null, AfterReturn: false)));
                break;
            case CompensationRemedy c:
                var grant = Next(new Compensate(c.Grant, c.Amount) { About = c.About.IsEmpty ? about : c.About, Gift = c.Gift, Part = c.Part });
                steps.Add(grant);
                if (c.Grant.IsMoney)
                    steps.Add(Next(new PayBack([], null, null, AfterReturn: false), grant.Id));
                if (c.Grant == GrantKind.Gift)
                    steps.Add(Next(new SendGoods(SupplyKind.Gift, [new(GiftLine, 1, c.Gift)], NoGrounds), grant.Id));
                break;
            case InvoiceRemedy i:
                steps.Add(Next(new IssueInvoice(i.Title) { SavedTitle = i.SavedTitle, Sort = i.Sort, Replaces = i.Replaces }));
                break;
            default:
                throw new InvalidOperationException($"unknown remedy {remedy.GetType().Name}");
        }

        Step Next(StepTask task, params ImmutableArray<string> after) => new($"{plan}.{steps.Count + 1}", task, after);
    }
}
