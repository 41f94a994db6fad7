namespace Aftersales.Complaints.Domain.Decisions;

/// <summary>违背承诺: what was taken too much is given back, on top of a compensation; which promise it was says what the shop risks (handbook §9).</summary>
internal static class PromiseBreach
{
    private static readonly Saying Which = new("§9", "请问我们违背了哪项承诺？", "Which promise was broken?");
    private static readonly Saying Difference = new("R-COMP-5", "可为您退还多收的货款。", "What was charged too much for the goods is refunded.");
    private static readonly Saying Freight = new("R-COMP-5", "可为您退还多收的运费。", "The freight that was charged is refunded.");
    private static readonly Saying Sorry = new("R-COMP-2", "我们未能履行承诺，为表歉意给予补偿。", "We did not keep our promise, and offer a compensation.");

    public static Advice On(Situation s)
    {
        var broken = s.Case.Standing().Where(risk => risk.Source != Exposed.Intake).Select(risk => risk.Violation).ToHashSet();
        var asked = Advice.None.Need(CustomerFact.Promise, broken.Count > 0, Which);
        if (s.Heard(QuestionKind.Page) == QuestionVerdict.Unspecified)
            asked = asked.Ask(QuestionParty.Merchandising, QuestionKind.Page);
        else if (s.Heard(QuestionKind.Page) == QuestionVerdict.PageWrong)
            asked = asked.Blame(ResponsibleParty.Merchandising).Give(TaskKind.PageCorrection);
        if (s.Overpaid())
            asked = asked.Offer(Tier.L1, Difference, GrantKind.PriceDifference);
        if (broken.Overlaps([Violation.FreightCharged, Violation.FreightRaised]))
            asked = asked.Offer(Tier.L1, Freight, GrantKind.Freight);
        return asked.OfferWithCompensation(Sorry);
    }
}
